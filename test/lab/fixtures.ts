/**
 * The lab as tests and benches use it. Inside `node test/lab/run-suite.ts` (or run-inside.ts) all files share the lab that runs
 * already, and every address of it can be reached. Elsewhere `startLab` starts one that ends with this process, and only its
 * unix sockets can be reached from here: see `reaches`.
 */
import { readlinkSync } from 'node:fs';
import { cleanHost } from './clean.ts';
import { type CommandOptions, type CommandResult, LabError, run } from './command.ts';
import { type Faults, faultsOf, repair } from './faults.ts';
import { buildGuest, type Guest } from './guest/build.ts';
import { onHost } from './host.ts';
import type { LabKeys } from './keys.ts';
import { describeHost, down, type HostDescription, keysFor, runningLab, up } from './lab.ts';
import { insideOuter } from './outer.ts';
import { labPaths } from './paths.ts';
import type { HostRecord, LabRecord } from './record.ts';

export interface LabHost extends Omit<HostDescription, 'pid' | 'on'> {
  /** The first process of the host's namespaces; another one after `faults.startHost`. */
  readonly pid: number;
  readonly on: boolean;
  readonly faults: Faults;
  /** Runs a command on the host. */
  exec(command: readonly string[], options?: CommandOptions): Promise<CommandResult>;
  /** `virsh` on the host, against its own daemon. Gives what it printed, trimmed. */
  virsh(...args: readonly string[]): Promise<string>;
  /** Defines what the XML describes: a domain, or with `kind` a network, a pool, a packet filter. */
  define(xml: string, kind?: 'net' | 'pool' | 'nwfilter'): Promise<void>;
  /** Ends every fault and removes every domain, volume, network and pool that it did not come with. */
  clean(): Promise<void>;
}

export interface Lab {
  readonly name: string;
  readonly hosts: readonly LabHost[];
  readonly keys: LabKeys;
  /** What this process can reach: in the suite everything, elsewhere only the unix sockets. */
  readonly reaches: 'all' | 'unix';
  host(index: number): LabHost;
  /** Runs a command with the lab's network, names and keys. */
  runInside(command: readonly string[], options?: CommandOptions): Promise<CommandResult>;
  guest(): Promise<Guest>;
  clean(): Promise<void>;
  /** Cleans a shared lab; ends an own one. */
  stop(): Promise<void>;
}

export const sharedLabVariable = 'HEADROOM_LAB';

const isInside = (lab: LabRecord): boolean =>
  readlinkSync('/proc/self/ns/net') === readlinkSync(`/proc/${lab.first.pid}/ns/net`);

export async function startLab(options: { readonly hosts: number; readonly cgroups?: boolean }): Promise<Lab> {
  const shared = process.env[sharedLabVariable];
  const name = shared ?? `p${process.pid}`;
  // A shared lab has the hosts it was started with; more are added to it, never taken away.
  await up({ ...options, name, hold: true });
  const paths = labPaths(name);
  const keys = await keysFor(paths, options.hosts);
  const record = (): LabRecord => {
    const lab = runningLab(name);
    if (!lab) throw new LabError(`Lab ${name} ended.`);
    return lab;
  };
  const hosts = Array.from({ length: options.hosts }, (_, at) => handle(at + 1, record));
  const clean = async (): Promise<void> => {
    await Promise.all(hosts.map((host) => host.clean()));
  };
  return {
    name,
    hosts,
    keys,
    reaches: isInside(record()) ? 'all' : 'unix',
    host(index) {
      const host = hosts[index - 1];
      if (!host) throw new LabError(`This lab was asked for ${options.hosts} hosts; there is no h${index}.`);
      return host;
    },
    runInside: (command, commandOptions) => run(insideOuter(record().first, command), commandOptions),
    guest: () => buildGuest(paths),
    clean,
    async stop() {
      if (shared === undefined) await down(name);
      else await clean();
    },
  };
}

function handle(index: number, record: () => LabRecord): LabHost {
  const current = (): { lab: LabRecord; host: HostRecord } => {
    const lab = record();
    const host = lab.hosts.find((candidate) => candidate.index === index);
    if (!host) throw new LabError(`Lab ${lab.name} has no host h${index}.`);
    return { lab, host };
  };
  const { lab, host: atFirst } = current();
  const { pid: _pid, on: _on, ...fixed } = describeHost(labPaths(lab.name), lab.name, atFirst);
  const faults = faultsOf(index, current);
  const exec: LabHost['exec'] = (command, options) => run(onHost(current().host, command), options);
  return {
    ...fixed,
    get pid() {
      return current().host.first.pid;
    },
    get on() {
      return current().host.on;
    },
    faults,
    exec,
    async virsh(...args) {
      const { stdout } = await exec(['virsh', '-q', '-c', 'qemu:///system', ...args]);
      return stdout.trim();
    },
    async define(xml, kind) {
      const command = kind === undefined ? 'define' : `${kind}-define`;
      await exec(['sh', '-c', `cat > /run/define.xml && virsh -q ${command} /run/define.xml`], { input: xml });
    },
    async clean() {
      await repair(current().host, faults);
      await cleanHost(current().host);
    },
  };
}
