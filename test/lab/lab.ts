/** A lab as a whole: brought up to a number of hosts, described, taken down without a trace. */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hostAddress, hostName, ports } from './addresses.ts';
import { removeCgroups } from './cgroups.ts';
import { LabError } from './command.ts';
import { cutHost, startHost } from './host.ts';
import { hostUuid } from './host-config.ts';
import { writeConsoleEtc } from './host-folder.ts';
import { ensureKeys, type LabKeys } from './keys.ts';
import { type Outer, startOuter } from './outer.ts';
import { type LabPaths, labPaths, maxHosts } from './paths.ts';
import { labObstacles, refuseIfAny } from './preflight.ts';
import { allEnded, isAlive, signal } from './processes.ts';
import { bootId, type HostRecord, type LabRecord, readAnyRecord, readRecord, withLock, writeRecord } from './record.ts';

export interface UpOptions {
  readonly name?: string;
  readonly hosts: number;
  readonly cgroups?: boolean;
  readonly kvm?: 'machine' | 'absent';
  /** The lab ends with this process. */
  readonly hold?: boolean;
}

export interface HostDescription {
  readonly name: string;
  readonly index: number;
  readonly uuid: string;
  readonly address: string;
  readonly pid: number;
  readonly on: boolean;
  readonly folder: string;
  readonly unixSocket: string;
  readonly uris: { readonly unix: string; readonly tcp: string; readonly tls: string; readonly ssh: string };
}

export function describeHost(paths: LabPaths, labName: string, host: HostRecord): HostDescription {
  const name = hostName(host.index);
  const folder = paths.host(host.index);
  const unixSocket = join(folder, 'run/libvirt-sock');
  return {
    name,
    index: host.index,
    uuid: hostUuid(labName, host.index),
    address: hostAddress(host.index),
    pid: host.first.pid,
    on: host.on && isAlive(host.first),
    folder,
    unixSocket,
    uris: {
      unix: `qemu+unix:///system?socket=${unixSocket}`,
      tcp: `qemu+tcp://${name}.lab:${ports.tcp}/system`,
      tls: `qemu+tls://${name}.lab:${ports.tls}/system`,
      ssh: `qemu+ssh://root@${name}.lab:${ports.ssh}/system`,
    },
  };
}

/** Labs that start at the same time share the keys, so only one of them makes those that are missing. */
export const keysFor = (paths: LabPaths, count: number): Promise<LabKeys> =>
  withLock(paths.cacheLock, () => ensureKeys(paths.keys, count));

/** The running lab, or nothing. */
export const runningLab = (name?: string): LabRecord | undefined => readRecord(labPaths(name));

/** Brings the lab to at least this many hosts, all of them on. What runs already is left as it is. */
export async function up(options: UpOptions): Promise<LabRecord> {
  refuseIfAny(labObstacles());
  const paths = labPaths(options.name);
  const name = options.name ?? 'default';
  if (!Number.isInteger(options.hosts) || options.hosts < 1 || options.hosts > maxHosts) {
    throw new LabError(`A lab has 1 to ${maxHosts} hosts; ${options.hosts} is not such a number.`);
  }
  return await withLock(paths.lock, async () => {
    const before = readRecord(paths);
    if (!before) await clear(paths, name);
    const count = Math.max(options.hosts, ...(before?.hosts.map((host) => host.index) ?? []));
    const keys = await keysFor(paths, count);
    mkdirSync(paths.rack, { recursive: true, mode: 0o755 });
    writeConsoleEtc(join(paths.rack, 'etc'), keys, count);
    const outer: Outer = before ?? (await startOuter(paths, options.hold ?? false));
    const running = (before?.hosts ?? []).filter((host) => isAlive(host.first));
    let record: LabRecord = { name, bootId: bootId(), first: outer.first, wrapper: outer.wrapper, hosts: running };
    writeRecord(paths, record);
    const missing = Array.from({ length: count }, (_, index) => index + 1).filter(
      (index) => !running.some((host) => host.index === index),
    );
    const begin = (index: number): Promise<HostRecord> =>
      startHost(paths, keys, outer, {
        labName: name,
        index,
        hostCount: count,
        cgroups: options.cgroups ?? false,
        kvm: options.kvm ?? 'machine',
      });
    const started: HostRecord[] = [];
    try {
      // The first host on a machine finds out what QEMU can do; the others get that from the cache.
      const [first, ...rest] = missing;
      if (first !== undefined && !existsSync(paths.capabilities)) {
        started.push(await begin(first));
        keepCapabilities(paths, first);
      } else if (first !== undefined) rest.unshift(first);
      const results = await Promise.allSettled(rest.map(begin));
      for (const result of results) if (result.status === 'fulfilled') started.push(result.value);
      const failed = results.find((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
    } finally {
      const hosts = [...running, ...started].sort((a, b) => a.index - b.index);
      record = { ...record, hosts };
      writeRecord(paths, record);
    }
    return record;
  });
}

function keepCapabilities(paths: LabPaths, index: number): void {
  const found = join(paths.host(index), 'cache/qemu/capabilities');
  if (existsSync(found) && readdirSync(found).length > 0) cpSync(found, paths.capabilities, { recursive: true });
}

/** Ends everything of the lab and removes its folder. True if there was something to remove. */
export async function down(name?: string): Promise<boolean> {
  const paths = labPaths(name);
  if (!existsSync(paths.rack) && !existsSync(paths.lock)) return false;
  return await withLock(paths.lock, () => clear(paths, name ?? 'default'));
}

async function clear(paths: LabPaths, name: string): Promise<boolean> {
  const record = readAnyRecord(paths);
  const hadFolder = existsSync(paths.rack);
  if (record && record.bootId === bootId()) {
    signal(record.first, 'SIGKILL');
    const hosts = record.hosts.flatMap((host) => [host.first, host.wrapper]);
    await allEnded([record.first, record.wrapper, ...hosts]);
  }
  await removeCgroups(name);
  rmSync(paths.rack, { recursive: true, force: true });
  return hadFolder;
}

/** Changes one host's record while no other command works on the lab. */
export async function changeHost(
  name: string,
  index: number,
  change: (host: HostRecord, lab: LabRecord, paths: LabPaths) => Promise<HostRecord>,
): Promise<HostRecord> {
  const paths = labPaths(name);
  return await withLock(paths.lock, async () => {
    const lab = readRecord(paths);
    const host = lab?.hosts.find((candidate) => candidate.index === index);
    if (!lab || !host) throw new LabError(`Lab ${name} has no host ${hostName(index)}: run "npm run lab -- status".`);
    const changed = await change(host, lab, paths);
    writeRecord(paths, { ...lab, hosts: lab.hosts.map((other) => (other.index === index ? changed : other)) });
    return changed;
  });
}

export async function powerOff(name: string, index: number): Promise<HostRecord> {
  return await changeHost(name, index, async (host, lab) => {
    await cutHost(name, lab, host);
    return { ...host, on: false };
  });
}

export async function powerOn(name: string, index: number): Promise<HostRecord> {
  return await changeHost(name, index, async (host, lab, paths) => {
    if (isAlive(host.first)) return host;
    const hostCount = Math.max(...lab.hosts.map((other) => other.index));
    const keys = await keysFor(paths, hostCount);
    const { cgroups, kvm } = host;
    return await startHost(paths, keys, lab, { labName: name, index, hostCount, cgroups, kvm });
  });
}
