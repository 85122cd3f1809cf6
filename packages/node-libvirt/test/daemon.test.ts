/**
 * A real libvirtd, private to this file: one daemon is started for all groups, which is what takes the time, so they
 * stand together.
 */
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  Connection,
  ConnectionClosedError,
  ConnectionError,
  connectUnix,
  LibvirtError,
  type OpenOptions,
  readCapabilities,
  readDomain,
  readNetwork,
  readPool,
  readVolume,
  TimeoutError,
  TypedParameters,
} from '../src/index.ts';
import { type Daemon, startDaemon, until, whyNoDaemon } from './daemon.ts';

const why = whyNoDaemon();
if (why !== undefined) console.warn(`real libvirtd left out: ${why}`);

describe.skipIf(why !== undefined)('real libvirtd', () => {
  let daemon: Daemon;
  const open: Connection[] = [];

  beforeAll(async () => {
    daemon = await startDaemon();
  });
  afterAll(async () => {
    for (const connection of open) await connection.close();
    await daemon.stop();
  });

  async function connect(driver: string, options: OpenOptions = {}): Promise<Connection> {
    const connection = await Connection.open(await connectUnix(daemon.socket), { driver, ...options });
    open.push(connection);
    return connection;
  }

  /** What virsh prints, asked of the same daemon. */
  function virsh(uri: string, ...args: string[]): string {
    const result = spawnSync('virsh', ['-q', '-c', `${uri}?socket=${daemon.socket}`, ...args], { encoding: 'utf8' });
    if (result.status !== 0) throw new Error(`virsh ${args.join(' ')}: ${result.stderr}`);
    return result.stdout.trim();
  }
  const table = (text: string): string[][] =>
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => line.trim().split(/\s{2,}/));

  describe('the test driver', () => {
    const uri = 'test+unix:///default';
    let host: Connection;
    beforeAll(async () => {
      host = await connect('test:///default');
    });

    it('tells what virsh tells of the host', async () => {
      expect(await host.node.hostname()).toBe(virsh(uri, 'hostname'));
      expect(await host.libraryVersion()).toBeGreaterThan(6_000_000);
      expect(await host.type()).toBe('TEST');
      expect(await host.uri()).toBe('test:///default');
      const info = await host.node.info();
      const printed = virsh(uri, 'nodeinfo');
      expect(printed).toMatch(new RegExp(`CPU model:\\s+${info.model}`));
      expect(printed).toMatch(new RegExp(`CPU\\(s\\):\\s+${info.cpus}`));
      expect(printed).toMatch(new RegExp(`Memory size:\\s+${info.memoryKib} KiB`));
      expect((await host.node.capabilities()).trim()).toBe(virsh(uri, 'capabilities'));
      expect(readCapabilities(await host.node.capabilities()).cells).toHaveLength(2);
      expect(await host.node.cellsFreeMemoryBytes(0, 2)).toHaveLength(2);
    });

    it('tells what virsh tells of domains', async () => {
      const [domain] = await host.domains({ active: true });
      if (domain === undefined) throw new Error('the test driver has one domain');
      expect(virsh(uri, 'list', '--name').trim()).toBe(domain.name);
      expect(virsh(uri, 'domuuid', domain.name)).toBe(domain.uuid);
      expect((await domain.xml()).trim()).toBe(virsh(uri, 'dumpxml', domain.name));
      expect((await domain.state()).state).toBe(virsh(uri, 'domstate', domain.name));
      const info = await domain.info();
      const printed = virsh(uri, 'dominfo', domain.name);
      expect(printed).toMatch(new RegExp(`Max memory:\\s+${info.maximumMemoryKib} KiB`));
      expect(printed).toMatch(new RegExp(`CPU\\(s\\):\\s+${info.vcpus}`));
      expect(readDomain(await domain.xml())).toMatchObject({ name: domain.name, uuid: domain.uuid, vcpus: info.vcpus });
      expect((await host.domainByUuid(domain.uuid)).name).toBe(domain.name);
      expect((await host.domainById(domain.id)).name).toBe(domain.name);
    });

    it('leads a domain through its life, each step an event', async () => {
      const events = await host.events.domain('lifecycle');
      const xml = (name: string): string =>
        `<domain type='test'><name>${name}</name><memory unit='MiB'>64</memory><vcpu>2</vcpu><os><type>hvm</type></os></domain>`;
      const domain = await host.defineDomain(xml('life'));
      expect((await domain.state()).state).toBe('shutoff');
      const running = await domain.start();
      expect(running.id).toBeGreaterThan(0);
      await domain.suspend();
      expect((await domain.state()).state).toBe('paused');
      await domain.resume();
      await domain.setAutostart(true);
      expect(await domain.autostart()).toBe(true);
      await domain.devices.setTitle('A title', { config: true });
      expect(await domain.devices.title({ config: true })).toBe('A title');
      const uri = 'https://headroom.example/instance';
      await domain.devices.setMetadata('<instance id="7"/>', 'hr', uri, { config: true });
      expect(await domain.devices.metadata(uri, { config: true })).toBe('<instance id="7"/>');
      await expect(domain.devices.metadata('https://other.example', { config: true })).rejects.toMatchObject({
        code: 'NO_DOMAIN_METADATA',
      });
      await domain.destroy();
      await domain.undefine();
      const seen: number[] = [];
      for await (const event of events) {
        if (event.kind === 'lifecycle' && event.dom.name === 'life') seen.push(event.event);
        if (seen.at(-1) === 1) break;
      }
      expect(seen).toEqual([0, 2, 3, 4, 5, 1]);
      await expect(host.domainByName('life')).rejects.toMatchObject({
        code: 'NO_DOMAIN',
        whatToDo: expect.stringContaining('list'),
      });
    });

    it('saves and restores, snapshots and reverts', async () => {
      const domain = await host.domainByName('test');
      const path = join(daemon.folder, 'saved');
      await domain.save(path);
      expect((await domain.state()).state).toBe('shutoff');
      await host.restoreDomain(path);
      expect((await domain.state()).state).toBe('running');
      const snapshot = await domain.snapshots.create('<domainsnapshot><name>one</name></domainsnapshot>');
      expect(snapshot.name).toBe('one');
      expect((await domain.snapshots.current())?.name).toBe('one');
      expect(await domain.snapshots.xml(snapshot)).toContain('<name>one</name>');
      await domain.snapshots.revert(snapshot);
      expect((await domain.snapshots.list()).map(({ name }) => name)).toEqual(['one']);
      await domain.snapshots.delete(snapshot);
      expect(await domain.snapshots.list()).toEqual([]);
      expect(await domain.snapshots.current()).toBeUndefined();
    });

    it('gives bulk statistics as virsh prints them', async () => {
      const [first] = await host.domainStats({ state: true });
      const printed = virsh(uri, 'domstats', '--state', 'test');
      for (const [name, value] of first?.stats ?? []) expect(printed).toContain(`${name}=${value}`);
      expect(first?.stats.number('state.state')).toBe(1);
    });

    it('tells what virsh tells of networks, pools, interfaces, devices, and their events', async () => {
      const [network] = await host.networks();
      if (network === undefined) throw new Error('the test driver has one network');
      expect((await network.xml()).trim()).toBe(virsh(uri, 'net-dumpxml', network.name));
      expect(readNetwork(await network.xml()).bridge).toBe(await network.bridge());
      const [pool] = await host.pools();
      if (pool === undefined) throw new Error('the test driver has one pool');
      expect((await pool.xml()).trim()).toBe(virsh(uri, 'pool-dumpxml', pool.name));
      const info = await pool.info();
      expect(readPool(await pool.xml())).toMatchObject({
        capacityBytes: info.capacityBytes,
        availableBytes: info.availableBytes,
      });
      const [eth] = await host.interfaces();
      expect((await eth?.xml())?.trim()).toBe(virsh(uri, 'iface-dumpxml', eth?.name ?? ''));
      const devices = await host.nodeDevices();
      expect(devices.length).toBeGreaterThan(0);
      for (const device of devices)
        expect((await device.xml()).trim()).toBe(virsh(uri, 'nodedev-dumpxml', device.name));
      const networkEvents = await host.events.network('lifecycle');
      const poolEvents = await host.events.pool('lifecycle');
      await network.stop();
      await network.start();
      await pool.stop();
      await pool.start();
      expect((await networkEvents.next()).value).toMatchObject({
        kind: 'lifecycle',
        net: { name: network.name },
        event: 3,
      });
      expect((await networkEvents.next()).value).toMatchObject({ event: 2 });
      expect((await poolEvents.next()).value).toMatchObject({ kind: 'lifecycle', pool: { name: pool.name }, event: 3 });
      await networkEvents.return();
      await poolEvents.return();
      expect(host.events.readers).toBe(0);
    });

    it('refuses with libvirt’s reasons', async () => {
      await expect(host.defineDomain('<domain>')).rejects.toMatchObject({ code: 'XML_DETAIL' });
      await expect(host.nwFilters()).rejects.toMatchObject({ code: 'NO_SUPPORT', host: daemon.socket });
      const readOnly = await connect('test:///default', { readOnly: true });
      const [domain] = await readOnly.domains();
      await expect(domain?.destroy()).rejects.toMatchObject({ code: 'OPERATION_DENIED' });
    });

    it('answers 9,000 pipelined calls on one connection, each its own', async () => {
      const domain = await host.domainByName('test');
      const calls = Array.from({ length: 9_000 }, async (_, index) =>
        index % 3 === 0
          ? (await domain.state()).state
          : index % 3 === 1
            ? host.libraryVersion()
            : (await domain.info()).vcpus,
      );
      const answers = await Promise.all(calls);
      expect(new Set(answers.filter((_, index) => index % 3 === 0))).toEqual(new Set(['running']));
      expect(new Set(answers.filter((_, index) => index % 3 === 1)).size).toBe(1);
      expect(new Set(answers.filter((_, index) => index % 3 === 2)).size).toBe(1);
    });
  });

  describe('the QEMU driver', () => {
    const uri = 'qemu+unix:///system';
    let host: Connection;
    beforeAll(async () => {
      host = await connect('qemu:///system');
    });

    it('tells what virsh tells of capabilities and domain capabilities', async () => {
      expect((await host.node.capabilities()).trim()).toBe(virsh(uri, 'capabilities'));
      const asked = { virtualizationType: 'qemu', machine: 'pc', architecture: 'x86_64' };
      expect((await host.node.domainCapabilities(asked)).trim()).toBe(
        virsh(uri, 'domcapabilities', '--virttype', 'qemu', '--machine', 'pc', '--arch', 'x86_64'),
      );
      const printed = [...virsh(uri, 'nodememstats').matchAll(/^(\w+)\s*:\s+\d+ KiB/gm)];
      expect([...(await host.node.memoryStats()).keys()].sort()).toEqual(printed.map(([, name]) => name).sort());
      expect((await host.node.cpuStats()).get('kernel')).toBeGreaterThan(0n);
      expect(await host.node.cpuModels('x86_64')).toEqual(virsh(uri, 'cpu-models', 'x86_64').split('\n'));
    });

    it('keeps filters, secrets and networks', async () => {
      const filter = await host.defineNwFilter(
        `<filter name='one-address'><rule action='accept' direction='out'/></filter>`,
      );
      expect((await filter.xml()).trim()).toBe(virsh(uri, 'nwfilter-dumpxml', 'one-address'));
      expect((await host.nwFilters()).some(({ name }) => name === 'one-address')).toBe(true);
      await filter.undefine();
      const events = await host.events.secret('lifecycle');
      const secret = await host.defineSecret(
        `<secret ephemeral='no' private='no'><usage type='volume'><volume>/var/lib/libvirt/x</volume></usage></secret>`,
      );
      await secret.setValue(Buffer.from('open sesame'));
      expect(Buffer.from(await secret.value()).toString()).toBe('open sesame');
      expect((await host.secretByUsage('volume', '/var/lib/libvirt/x')).uuid).toBe(secret.uuid);
      await secret.undefine();
      expect((await events.next()).value).toMatchObject({ kind: 'lifecycle', event: 0 });
      await events.return();
      const network = await host.defineNetwork(
        `<network><name>quiet</name><bridge name='virbr7'/><ip address='10.9.8.1' prefix='24'/></network>`,
      );
      await network.update('addLast', 'dnsHost', `<host ip='10.9.8.2'><hostname>two</hostname></host>`, {
        config: true,
      });
      expect(await network.xml({ inactive: true })).toContain('<hostname>two</hostname>');
      await network.undefine();
    });

    it('uploads and downloads volumes with three levels of backing; hashes agree', async () => {
      const folder = join(daemon.folder, 'pool');
      mkdirSync(folder);
      const pool = await host.createPool(
        `<pool type='dir'><name>disks</name><target><path>${folder}</path></target></pool>`,
      );
      const bottomBytes = 24 * 1024 * 1024;
      const content = randomBytes(bottomBytes);
      content.fill(0, 4 * 1024 * 1024, 20 * 1024 * 1024);
      const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
      const bottom = await pool.createVolume(
        `<volume><name>os.raw</name><capacity>${bottomBytes}</capacity><target><format type='raw'/></target></volume>`,
      );
      const pieces = Array.from({ length: 24 }, (_, index) =>
        content.subarray(index * 1024 * 1024, (index + 1) * 1024 * 1024),
      );
      await bottom.upload(pieces);
      const read = async (sparse: boolean): Promise<string> => {
        const digest = createHash('sha256');
        for await (const chunk of bottom.download({ sparse })) digest.update(chunk);
        return digest.digest('hex');
      };
      expect(await read(false)).toBe(hash(content));
      expect(await read(true)).toBe(hash(content));
      const part: Uint8Array[] = [];
      for await (const chunk of bottom.download({ offsetBytes: 1_000n, lengthBytes: 5_000n })) part.push(chunk);
      expect(hash(Buffer.concat(part))).toBe(hash(content.subarray(1_000, 6_000)));

      const layer = (name: string, path: string, format: string): string =>
        `<volume><name>${name}</name><capacity>${bottomBytes}</capacity><target><format type='qcow2'/></target>` +
        `<backingStore><path>${path}</path><format type='${format}'/></backingStore></volume>`;
      const middle = await pool.createVolume(layer('package.qcow2', await bottom.path(), 'raw'));
      const top = await pool.createVolume(layer('overlay.qcow2', await middle.path(), 'qcow2'));
      expect(readVolume(await top.xml()).backing).toEqual({ path: await middle.path(), format: 'qcow2' });
      expect(readVolume(await middle.xml()).backing).toEqual({ path: await bottom.path(), format: 'raw' });
      // A download of the top layer carries that layer alone: its hash is that of the file.
      for (const volume of [middle, top]) {
        const digest = createHash('sha256');
        for await (const chunk of volume.download()) digest.update(chunk);
        const printed = spawnSync('sha256sum', [await volume.path()], { encoding: 'utf8' }).stdout.slice(0, 64);
        expect(digest.digest('hex')).toBe(printed);
      }
      // What a guest would see through all three.
      const seen = spawnSync('qemu-img', ['convert', '-O', 'raw', await top.path(), join(daemon.folder, 'flat')]);
      expect(seen.status).toBe(0);
      const flat = spawnSync('sha256sum', [join(daemon.folder, 'flat')], { encoding: 'utf8' }).stdout.slice(0, 64);
      expect(flat).toBe(hash(content));

      const volumes = await pool.volumes();
      expect(volumes.map(({ name }) => name).sort()).toEqual(
        table(virsh(uri, 'vol-list', 'disks'))
          .map(([name]) => name)
          .sort(),
      );
      expect((await top.xml()).trim()).toBe(virsh(uri, 'vol-dumpxml', '--pool', 'disks', top.name));
      const clone = await pool.cloneVolume(
        `<volume><name>clone.qcow2</name><target><format type='qcow2'/></target></volume>`,
        bottom.reference,
      );
      await clone.resize(BigInt(bottomBytes * 2));
      expect((await clone.info()).capacityBytes).toBe(BigInt(bottomBytes * 2));
      await bottom.wipe('zero');
      expect(await read(false)).toBe(hash(Buffer.alloc(bottomBytes)));
      for (const volume of [clone, top, middle, bottom]) await volume.delete();
      await pool.refresh();
      expect(await pool.volumes()).toEqual([]);
      await pool.stop();
    });

    it('an upload over the end of the volume ends with the host’s error; one given up leaves nothing behind', async () => {
      const folder = join(daemon.folder, 'pool2');
      mkdirSync(folder);
      const pool = await host.createPool(
        `<pool type='dir'><name>small</name><target><path>${folder}</path></target></pool>`,
      );
      const volume = await pool.createVolume(`<volume><name>a</name><capacity>1048576</capacity></volume>`);
      const block = Buffer.alloc(1024 * 1024, 1);
      await expect(
        volume.upload(
          Array.from({ length: 64 }, () => block),
          { lengthBytes: 1_048_576n },
        ),
      ).rejects.toBeInstanceOf(LibvirtError);
      const controller = new AbortController();
      const stream = await volume.openUpload({ signal: controller.signal });
      await stream.write(block.subarray(0, 1_000));
      controller.abort();
      await expect(stream.finish()).rejects.toMatchObject({ kind: 'cancelled' });
      expect(host.client.underWay).toEqual({ calls: 0, streams: 0 });
      await volume.delete();
      await pool.stop();
    });

    it('defines a guest and tunes what is only written down', async () => {
      const domain = await host.defineDomain(
        `<domain type='qemu'><name>written</name><memory unit='MiB'>128</memory><vcpu>2</vcpu><os><type arch='x86_64' machine='pc'>hvm</type></os></domain>`,
      );
      await domain.tuning.setMemory(65_536n, { config: true });
      await domain.tuning.setVcpus(1, { config: true });
      await domain.tuning.setScheduler(new TypedParameters().ullong('cpu_shares', 512n), { config: true });
      expect((await domain.tuning.scheduler({ config: true })).bigint('cpu_shares')).toBe(512n);
      await domain.devices.attach(`<interface type='user'><mac address='52:54:00:00:00:09'/></interface>`, {
        config: true,
      });
      expect(readDomain(await domain.xml()).interfaces).toMatchObject([{ type: 'user', mac: '52:54:00:00:00:09' }]);
      expect(await domain.tuning.vcpuCount({ config: true })).toBe(1);
      expect((await domain.xml({ inactive: true })).trim()).toBe(virsh(uri, 'dumpxml', '--inactive', 'written'));
      await domain.undefine();
    });
  });
});

describe.skipIf(why !== undefined)('a daemon in trouble', () => {
  let daemon: Daemon;
  beforeAll(async () => {
    daemon = await startDaemon();
  });
  afterAll(() => daemon.stop());

  const connect = async (options: OpenOptions = {}): Promise<Connection> =>
    Connection.open(await connectUnix(daemon.socket), { driver: 'test:///default', ...options });

  /** Handles and timers of this process; a leak shows as a count that does not come back. */
  const resources = (): string[] =>
    process
      .getActiveResourcesInfo()
      .filter((kind) => /Socket|Pipe|TCP|Timeout|Connect/.test(kind))
      .sort();

  async function mixture(host: Connection): Promise<Promise<unknown>[]> {
    const caught = (work: Promise<unknown>): Promise<unknown> =>
      work.then(
        (value) => value,
        (error: unknown) => error,
      );
    const events = await host.events.domain('lifecycle');
    return [
      caught(
        (async () => {
          for await (const _ of events);
          return 'ended';
        })(),
      ),
      ...Array.from({ length: 200 }, () => caught(host.libraryVersion())),
      ...Array.from({ length: 50 }, () => caught(host.domains())),
    ];
  }

  it('killed: every call under way ends with a typed error and nothing is left', async () => {
    const before = resources();
    for (let round = 0; round < 3; round++) {
      const host = await connect();
      daemon.signal('SIGSTOP');
      const calls = await Promise.race([
        mixture(host).catch(() => undefined),
        until(() => false, 100, '-').catch(() => undefined),
      ]);
      expect(calls).toBeUndefined();
      const pending = Array.from({ length: 100 }, () => host.libraryVersion().catch((error: unknown) => error));
      daemon.signal('SIGKILL');
      for (const end of await Promise.all(pending)) expect(end).toBeInstanceOf(ConnectionClosedError);
      expect(host.isClosed).toBe(true);
      expect(host.client.underWay).toEqual({ calls: 0, streams: 0 });
      await daemon.restart();
    }
    await until(
      () => resources().length <= before.length,
      3_000,
      `left behind: ${resources().join(', ')} instead of ${before.join(', ')}`,
    );
  });

  it('killed in the midst of work, at any moment: each call has an answer or a typed error', async () => {
    for (const calls of [1, 37, 400]) {
      const host = await connect();
      const work = await mixture(host);
      let answered = 0;
      for (const call of work) void call.then(() => answered++);
      await until(() => answered >= Math.min(calls, 250), 5_000, 'no answers');
      daemon.signal('SIGKILL');
      for (const end of await Promise.all(work)) if (end instanceof Error) expect(end).toBeInstanceOf(ConnectionError);
      await expect(host.libraryVersion()).rejects.toBeInstanceOf(ConnectionClosedError);
      await daemon.restart();
    }
  });

  it('stopped: timeouts and keepalive end the calls; going on, the connection with time to spare still works', async () => {
    const patient = await connect({ keepalive: null });
    const watchful = await connect({ keepalive: { intervalMs: 50, count: 3 } });
    daemon.signal('SIGSTOP');
    try {
      await expect(patient.client.call('connectGetLibVersion', {}, { timeoutMs: 100 })).rejects.toBeInstanceOf(
        TimeoutError,
      );
      const error = await watchful.libraryVersion().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ConnectionClosedError);
      expect(String(error)).toMatch(/no sign of life/);
    } finally {
      daemon.signal('SIGCONT');
    }
    expect(await patient.libraryVersion()).toBeGreaterThan(0);
    expect(patient.client.underWay.calls).toBe(0);
    await patient.close();
  });

  it('slow: calls wait and are answered', async () => {
    const host = await connect();
    const work = Array.from({ length: 300 }, () => host.libraryVersion());
    for (let round = 0; round < 5; round++) {
      daemon.signal('SIGSTOP');
      await new Promise((resolve) => setImmediate(resolve));
      daemon.signal('SIGCONT');
      await host.node.hostname();
    }
    expect(new Set(await Promise.all(work)).size).toBe(1);
    await host.close();
  });

  it('a thousand connections opened and closed leave nothing', async () => {
    await (await connect()).close();
    const before = resources();
    for (let round = 0; round < 40; round++) {
      const hosts = await Promise.all(Array.from({ length: 25 }, () => connect()));
      await Promise.all(hosts.map((host) => host.libraryVersion()));
      await Promise.all(hosts.map((host) => host.close()));
    }
    await until(() => resources().length <= before.length, 3_000, `left behind: ${resources().join(', ')}`);
  });
});
