/**
 * node-libvirt's objects on real guests, beside what virsh prints of them. Long because a guest takes seconds to start, so each test leads
 * one through everything that belongs together.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  Connection,
  connectUnix,
  type Domain,
  type domainEvents,
  type EventFor,
  type EventQueue,
  LibvirtError,
  migrate,
  readDomain,
  readVolume,
  TypedParameters,
} from '../../packages/node-libvirt/src/index.ts';
import { type Lab, type LabHost, startLab } from './fixtures.ts';
import { guestXml } from './guest/domain-xml.ts';
import { until } from './processes.ts';

let lab: Lab;
const open: Connection[] = [];

beforeAll(async () => {
  lab = await startLab({ hosts: 2, ...(existsSync('/sys/fs/cgroup/cpu/tasks') ? { cgroups: true } : {}) });
  await lab.guest();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((connection) => connection.close()));
  await lab.clean();
});
afterAll(() => lab.stop());

async function connect(host: LabHost): Promise<Connection> {
  const socket = new URL(host.uris.unix).searchParams.get('socket') ?? '';
  const connection = await Connection.open(await connectUnix(socket), { driver: 'qemu:///system' });
  open.push(connection);
  return connection;
}

async function started(host: Connection, xml: string): Promise<Domain> {
  const domain = await host.defineDomain(xml);
  return domain.start();
}

/** Until the agent in the guest answers. */
async function agentUp(domain: Domain): Promise<void> {
  await until(`The agent in ${domain.name}`, 60_000, async () => {
    const answer = await domain.guest.agentCommand({ execute: 'guest-ping' }, 2).catch(() => undefined);
    return answer !== undefined;
  });
}

type DomainEvent<Kind extends keyof typeof domainEvents> = EventFor<typeof domainEvents, Kind>;

/** The next event that satisfies; a resync fails the test. */
async function nextEvent<Kind extends keyof typeof domainEvents>(
  queue: EventQueue<DomainEvent<Kind>>,
  wanted: (event: DomainEvent<Kind>) => boolean = () => true,
): Promise<DomainEvent<Kind>> {
  for (;;) {
    const { value } = await queue.next();
    if (value === undefined || value.kind === 'resync-needed') throw new Error('the events ended');
    const event = value as DomainEvent<Kind>;
    if (wanted(event)) return event;
  }
}

test('a guest lives: agent, console, screen, statistics, and what virsh prints of it', async () => {
  const lh = lab.host(1);
  const host = await connect(lh);
  const agentEvents = await host.events.domain('agentLifecycle');
  const guest = await started(host, guestXml({ name: 'living', vcpus: 2, nic: { kind: 'bridge', source: 'br0' } }));

  const console = await guest.guest.console(null, { force: true });
  let said = '';
  for (let chunk = await console.read(); chunk !== undefined; chunk = await console.read()) {
    if (chunk instanceof Uint8Array) said += Buffer.from(chunk).toString();
    if (said.includes('TINY-READY')) break;
  }
  await console.write(Buffer.from('\n\necho sum-$((40+2))\n'));
  while (!said.includes('sum-42')) {
    const chunk = await console.read();
    if (chunk === undefined) throw new Error('the console ended');
    if (chunk instanceof Uint8Array) said += Buffer.from(chunk).toString();
  }
  await console.abort();
  await agentUp(guest);
  // First it is said to be away, then to be there.
  await nextEvent(agentEvents, ({ dom, state }) => dom.name === 'living' && state === 1);
  await agentEvents.return();

  expect((await guest.xml()).trim()).toBe(await lh.virsh('dumpxml', 'living'));
  expect((await guest.state()).state).toBe(await lh.virsh('domstate', 'living'));
  const info = await guest.info();
  expect(await lh.virsh('dominfo', 'living')).toMatch(new RegExp(`Used memory:\\s+${info.memoryKib} KiB`));
  const description = readDomain(await guest.xml());
  expect(description).toMatchObject({ name: 'living', vcpus: 2, interfaces: [{ type: 'bridge', source: 'br0' }] });

  const [own] = await host.domainStats({}, {}, [guest]);
  const printed = new Map(
    (await lh.virsh('domstats', '--raw', 'living'))
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split('=') as [string, string]),
  );
  expect(own?.stats.size).toBeGreaterThan(40);
  // What moves all the time differs by when it was asked; names, and what stands still, are the same.
  expect([...(own?.stats.names() ?? [])].filter((name) => !name.startsWith('perf.')).sort()).toEqual(
    [...printed.keys()].sort(),
  );
  for (const name of ['state.state', 'vcpu.current', 'net.count', 'net.0.name', 'block.count', 'balloon.maximum']) {
    expect(String(own?.stats.get(name)), name).toBe(printed.get(name));
  }

  const screen: Uint8Array[] = [];
  for await (const chunk of await guest.guest.screenshot()) if (chunk instanceof Uint8Array) screen.push(chunk);
  expect(['P6', '\x89P']).toContain(Buffer.concat(screen).subarray(0, 2).toString('latin1'));

  expect(await guest.guest.hostname({ agent: true })).toBeTruthy();
  const addresses = await guest.guest.addresses('agent');
  expect(addresses.find(({ name }) => name === 'lo')?.addresses[0]).toEqual({
    family: 'ipv4',
    address: '127.0.0.1',
    prefix: 8,
  });
  const time = await guest.guest.time();
  expect(Math.abs(Number(time.seconds) - Date.now() / 1_000)).toBeLessThan(120);
  expect((await guest.guest.info({ hostname: true })).text('hostname')).toBeTruthy();
  const status = (await guest.guest.monitorCommand({ execute: 'query-status' })) as { return: { status: string } };
  expect(status.return.status).toBe('running');
  await guest.guest.sendKeys([28]);
  await guest.tuning.setMemory(65_536n, { live: true });
  await guest.tuning.setMemoryStatsPeriod(1, { live: true });
  expect((await guest.tuning.vcpus(8)).map(({ state }) => state)).toEqual(['running', 'running']);
  expect((await guest.tuning.memoryStats()).size).toBeGreaterThan(0);

  const lifecycle = await host.events.domain('lifecycle', guest.reference);
  await guest.suspend();
  expect(await nextEvent(lifecycle)).toMatchObject({ event: 3 });
  await guest.resume();
  expect(await nextEvent(lifecycle)).toMatchObject({ event: 4 });
  await guest.shutdown({ guestAgent: true });
  await nextEvent(lifecycle, ({ event }) => event === 5);
  expect((await guest.state()).state).toBe('shutoff');
  await lifecycle.return();
});

test('an interface comes and goes while the guest runs, with its filter', async () => {
  const host = await connect(lab.host(1));
  const guest = await started(host, guestXml({ name: 'plugged', nic: { kind: 'bridge', source: 'br0' } }));
  await agentUp(guest);
  const mac = '52:54:00:00:77:01';
  const xml = `<interface type='bridge'><mac address='${mac}'/><source bridge='br0'/><model type='virtio'/><filterref filter='clean-traffic'><parameter name='IP' value='10.9.9.9'/></filterref></interface>`;
  const added = await host.events.domain('deviceAdded');
  const removed = await host.events.domain('deviceRemoved');
  await guest.devices.attach(xml, { live: true });
  const alias = (await nextEvent(added)).devAlias;
  const found = readDomain(await guest.xml()).interfaces.find((nic) => nic.mac === mac);
  expect(found).toMatchObject({ alias, filter: { name: 'clean-traffic', parameters: { IP: '10.9.9.9' } } });
  expect((await host.nwFilterBindings()).map(({ port }) => port)).toContain(found?.target);
  await until('The guest sees it', 20_000, async () =>
    (await guest.guest.addresses('agent')).some((nic) => nic.mac === mac),
  );
  expect((await guest.devices.interfaceStats(found?.target ?? '')).txErrs).toBe(0n);
  await guest.devices.update(xml.replace('</interface>', `<link state='down'/></interface>`), { live: true });
  expect(readDomain(await guest.xml()).interfaces.find((nic) => nic.mac === mac)?.linkDown).toBe(true);
  await guest.devices.detach(xml, { live: true });
  expect((await nextEvent(removed)).devAlias).toBe(alias);
  expect(readDomain(await guest.xml()).interfaces).toHaveLength(1);
  expect(await host.nwFilterBindings()).toEqual([]);
  await expect(guest.devices.detachAlias('net77', { live: true })).rejects.toBeInstanceOf(LibvirtError);
});

test('managed save and restore: the guest goes on where it was', async () => {
  const host = await connect(lab.host(1));
  const guest = await started(host, guestXml({ name: 'saved' }));
  await agentUp(guest);
  const write = async (command: string): Promise<unknown> =>
    guest.guest.agentCommand({
      execute: 'guest-exec',
      arguments: { path: '/bin/sh', arg: ['-c', command], 'capture-output': true },
    });
  await write('echo in-memory > /run/kept');
  await guest.managedSave();
  expect(await guest.hasManagedSave()).toBe(true);
  expect((await guest.state()).state).toBe('shutoff');
  await guest.start();
  expect(await guest.hasManagedSave()).toBe(false);
  await agentUp(guest);
  const { return: run } = (await write('cat /run/kept')) as { return: { pid: number } };
  let text = '';
  await until('The command in the guest', 20_000, async () => {
    const answer = (await guest.guest.agentCommand({ execute: 'guest-exec-status', arguments: { pid: run.pid } })) as {
      return: { exited: boolean; 'out-data'?: string };
    };
    text = Buffer.from(answer.return['out-data'] ?? '', 'base64').toString();
    return answer.return.exited;
  });
  expect(text).toBe('in-memory\n');
});

test('three layers of disk: uploaded, booted from the top, committed, copied with a pivot, downloaded, hashes compared', async () => {
  const lh = lab.host(1);
  const host = await connect(lh);
  const pool = await host.poolByName('default');
  const image = (await lab.guest()).disk;
  const content = readFileSync(image);
  const layer = async (name: string, backing: string): Promise<string> => {
    const volume = await pool.createVolume(
      `<volume><name>${name}</name><capacity>${64 * 1024 * 1024}</capacity><target><format type='qcow2'/></target><backingStore><path>${backing}</path><format type='qcow2'/></backingStore></volume>`,
    );
    return volume.path();
  };
  const os = await pool.createVolume(
    `<volume><name>os.qcow2</name><capacity>${content.length}</capacity><target><format type='raw'/></target></volume>`,
  );
  await os.uploadFile(image);
  await pool.refresh();
  const digest = createHash('sha256');
  for await (const chunk of (await pool.volume('os.qcow2')).download()) digest.update(chunk);
  expect(digest.digest('hex')).toBe(createHash('sha256').update(content).digest('hex'));

  const middle = await layer('package.qcow2', await os.path());
  const top = await layer('overlay.qcow2', middle);
  const guest = await started(host, guestXml({ name: 'layered', disks: [{ path: top, format: 'qcow2' }] }));
  await agentUp(guest);
  const [disk] = readDomain(await guest.xml()).disks;
  expect(disk?.backing.map(({ path }) => path)).toEqual([middle, await os.path()]);
  expect((await guest.disks.info('vda')).capacityBytes).toBe(64n * 1024n * 1024n);
  expect((await guest.disks.stats('vda')).rdReq).toBeGreaterThan(0n);
  const wipe = `dd if=/dev/zero of=/dev/vda bs=1M seek=40 count=8; sync`;
  await guest.guest.agentCommand({ execute: 'guest-exec', arguments: { path: '/bin/sh', arg: ['-c', wipe] } });
  const written = await guest.disks.setIoTune('vda', new TypedParameters().ullong('total_iops_sec', 5_000n), {
    live: true,
  });
  expect(written).toBeUndefined();
  expect((await guest.disks.ioTune('vda', { live: true })).bigint('total_iops_sec')).toBe(5_000n);

  const jobs = await host.events.domain('blockJob2');
  const ready = 3;
  const completed = 0;
  await guest.disks.commit('vda', middle, top, { active: true });
  await nextEvent(jobs, ({ status }) => status === ready);
  expect(await guest.disks.job('vda')).toMatchObject({ type: 'active-commit' });
  await guest.disks.abortJob('vda', { pivot: true });
  await nextEvent(jobs, ({ status }) => status === completed);
  expect(readDomain(await guest.xml()).disks[0]).toMatchObject({ path: middle, backing: [{ path: await os.path() }] });
  expect(await guest.disks.job('vda')).toBeUndefined();

  const copy = `${await pool.xml().then((xml) => /<path>(.*)<\/path>/.exec(xml)?.[1])}/copy.qcow2`;
  await guest.disks.copy('vda', `<disk type='file'><source file='${copy}'/><driver type='qcow2'/></disk>`, {
    transientJob: true,
  });
  await nextEvent(jobs, ({ status }) => status === ready);
  await guest.disks.abortJob('vda', { pivot: true });
  await nextEvent(jobs, ({ status }) => status === completed);
  expect(readDomain(await guest.xml()).disks[0]).toMatchObject({ path: copy, backing: [] });
  await jobs.return();
  await guest.destroy();

  await pool.refresh();
  const copied = await pool.volume('copy.qcow2');
  expect(readVolume(await copied.xml())).toMatchObject({ format: 'qcow2', name: 'copy.qcow2' });
  expect((await copied.xml()).trim()).toBe(await lh.virsh('vol-dumpxml', '--pool', 'default', 'copy.qcow2'));
  const down = createHash('sha256');
  for await (const chunk of copied.download()) down.update(chunk);
  const sum = (await lh.exec(['sha256sum', copy])).stdout.slice(0, 64);
  expect(down.digest('hex')).toBe(sum);
});

test('snapshots, checkpoints and backups of a running guest', async () => {
  const host = await connect(lab.host(1));
  const pool = await host.poolByName('default');
  const volume = await pool.createVolume(
    `<volume><name>kept.qcow2</name><capacity>33554432</capacity><target><format type='qcow2'/><compat>1.1</compat></target></volume>`,
  );
  const path = await volume.path();
  const guest = await started(host, guestXml({ name: 'kept', direct: true, disks: [{ path, format: 'qcow2' }] }));
  const snapshot = await guest.snapshots.create('<domainsnapshot><name>before</name></domainsnapshot>');
  await guest.snapshots.revert(snapshot);
  expect((await guest.state()).state).toBe('running');
  await guest.snapshots.delete(snapshot);
  const point = await guest.snapshots.createCheckpoint('<domaincheckpoint><name>one</name></domaincheckpoint>');
  expect((await guest.snapshots.checkpoints()).map(({ name }) => name)).toEqual(['one']);
  const folder = path.slice(0, path.lastIndexOf('/'));
  const done = await host.events.domain('jobCompleted');
  await guest.snapshots.beginBackup(
    `<domainbackup><disks><disk name='vda' type='file'><target file='${folder}/backup.qcow2'/><driver type='qcow2'/></disk></disks></domainbackup>`,
  );
  expect((await nextEvent(done)).params.number('operation')).toBeGreaterThan(0);
  await done.return();
  await guest.snapshots.deleteCheckpoint(point);
  expect(await guest.snapshots.checkpoints()).toEqual([]);
});

test('a guest moves to another host and goes on; a move that fails leaves it where it is', async () => {
  const [near, far] = [lab.host(1), lab.host(2)];
  const from = await connect(near);
  const to = await connect(far);
  const guest = await started(from, guestXml({ name: 'mover', nic: { kind: 'bridge', source: 'br0' } }));
  await agentUp(guest);
  const { uuid } = guest;

  // The destination listens elsewhere: the source fails, the destination cleans up, the guest runs on.
  await expect(
    migrate(guest, to, { uri: `tcp://${near.address}:49999`, flags: { live: true } }),
  ).rejects.toBeInstanceOf(LibvirtError);
  expect((await guest.state()).state).toBe('running');
  expect(await to.domains()).toEqual([]);

  const stopped = 5;
  const departure = await from.events.domain('lifecycle');
  const moved = await migrate(guest, to, { flags: { live: true, persistDestination: true, undefineSource: true } });
  expect(moved.uuid).toBe(uuid);
  expect((await moved.state()).state).toBe('running');
  expect(await from.domains()).toEqual([]);
  expect(await far.virsh('list', '--all', '--name')).toBe('mover');
  await agentUp(moved);
  await nextEvent(departure, ({ event }) => event === stopped);
  await departure.return();
  await expect(guest.state()).rejects.toMatchObject({ code: 'NO_DOMAIN' });

  // Given up on the way: it stays.
  const controller = new AbortController();
  const slow = migrate(moved, from, { flags: { live: true }, bandwidthMibPerSecond: 1n, signal: controller.signal });
  await until('The move', 20_000, async () => (await moved.job()).type !== 'none');
  controller.abort();
  await expect(slow).rejects.toBeInstanceOf(Error);
  await until('The guest runs on', 20_000, async () => (await moved.state()).state === 'running');
  expect(await from.domains()).toEqual([]);

  // Given up before it has begun on the other side: nothing is left there either.
  const early = new AbortController();
  const given = migrate(moved, from, { flags: { live: true }, signal: early.signal });
  early.abort();
  await expect(given).rejects.toMatchObject({ kind: 'cancelled' });
  expect((await moved.state()).state).toBe('running');
  expect(await from.domains()).toEqual([]);
});

test.skipIf(!existsSync('/sys/fs/cgroup/cpu/tasks'))('shares and limits of a running guest', async () => {
  const lh = lab.host(1);
  const host = await connect(lh);
  const guest = await started(host, guestXml({ name: 'tuned' }));
  await guest.tuning.setScheduler(new TypedParameters().ullong('cpu_shares', 512n).llong('vcpu_quota', 50_000n), {
    live: true,
  });
  const scheduler = await guest.tuning.scheduler({ live: true });
  const printed = await lh.virsh('schedinfo', 'tuned');
  for (const [name, value] of scheduler) expect(printed).toMatch(new RegExp(`${name}\\s*: ${String(value)}`));
  expect(scheduler.bigint('cpu_shares')).toBe(512n);
  await guest.tuning.setMemoryParameters(new TypedParameters().ullong('hard_limit', 524_288n), { live: true });
  expect((await guest.tuning.memoryParameters({ live: true })).bigint('hard_limit')).toBe(524_288n);
  expect((await guest.tuning.blkio({ live: true })).size).toBeGreaterThan(0);
  expect((await guest.tuning.numa({ live: true })).size).toBeGreaterThan(0);
  await guest.tuning.addIothread(1, { live: true });
  expect((await guest.tuning.iothreads({ live: true })).map(({ iothreadId }) => iothreadId)).toEqual([1]);
  await guest.tuning.removeIothread(1, { live: true });
  await guest.tuning.pinVcpu(0, Uint8Array.of(1), { live: true });
  expect(await lh.virsh('vcpupin', 'tuned')).toMatch(/0\s+0/);
});

test('a network gives leases, and pools, volumes, networks and devices are as virsh prints them', async () => {
  const lh = lab.host(1);
  const host = await connect(lh);
  const network = await host.networkByName('default');
  await network.start();
  const guest = await started(
    host,
    guestXml({ name: 'leased', nic: { kind: 'network', source: 'default', mac: '52:54:00:00:66:01' } }),
  );
  await until('A lease', 60_000, async () => (await network.leases()).length > 0);
  const [lease] = await network.leases();
  expect(await lh.virsh('net-dhcp-leases', 'default')).toContain(`${lease?.address}/${lease?.prefix}`);
  expect(lease?.mac).toBe('52:54:00:00:66:01');
  expect((await guest.guest.addresses('lease'))[0]?.addresses[0]?.address).toBe(lease?.address);
  expect(await network.ports()).toHaveLength(1);
  for (const net of await host.networks())
    expect((await net.xml()).trim()).toBe(await lh.virsh('net-dumpxml', net.name));
  for (const pool of await host.pools()) {
    expect((await pool.xml()).trim()).toBe(await lh.virsh('pool-dumpxml', pool.name));
    const info = await pool.info();
    const printed = await lh.virsh('pool-info', '--bytes', pool.name);
    expect(printed).toMatch(new RegExp(`State:\\s+${info.state}`));
    expect(printed).toMatch(new RegExp(`Capacity:\\s+${info.capacityBytes}`));
  }
  for (const device of await host.nodeDevices())
    expect((await device.xml()).trim()).toBe(await lh.virsh('nodedev-dumpxml', device.name));
  for (const filter of await host.nwFilters())
    expect((await filter.xml()).trim()).toBe(await lh.virsh('nwfilter-dumpxml', filter.name));
  expect((await host.nwFilters()).length).toBeGreaterThan(10);
  const listed = (await lh.virsh('list', '--all', '--name')).split('\n').filter((name) => name !== '');
  expect((await host.domains()).map(({ name }) => name)).toEqual(listed);
  expect((await guest.xml({ inactive: true })).trim()).toBe(await lh.virsh('dumpxml', '--inactive', join('leased')));
});
