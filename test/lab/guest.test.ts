/** The tiny guest on real hosts: what it reads, says, does when told, and that it moves while it runs. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type Lab, type LabHost, startLab } from './fixtures.ts';
import { guestOnHost } from './guest/build.ts';
import { guestXml } from './guest/domain-xml.ts';
import { userData, writeSeed } from './guest/seed.ts';
import { until } from './processes.ts';

interface Report {
  readonly hostname: string;
  readonly cpus: number;
  readonly memoryKib: number;
  readonly seed: {
    readonly disk: string;
    readonly instanceId: string;
    readonly userDataSha256: string;
    readonly commandsCode: number;
    readonly authorizedKeys: number;
  };
  readonly interfaces: readonly { readonly mac: string; readonly address: string }[];
  readonly disks: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly readOnly: boolean;
    readonly layer: string | null;
  }[];
  readonly load: string;
}

/** Without KVM a guest takes four seconds to boot on a machine at rest, and many times that on a busy one. */
vi.setConfig({ testTimeout: 300_000 });

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ hosts: 2 });
  await lab.guest();
});
afterEach(() => lab.clean());
afterAll(() => lab.stop());

const address = '192.168.122.77/24';
/** From the host, since only it has a link to the guest. */
const fetching = 'fetch(process.argv[1]).then((answer) => answer.text()).then((text) => process.stdout.write(text))';
const httpGet = async (host: LabHost, path: string): Promise<string> => {
  const url = `http://192.168.122.77/cgi-bin/${path}`;
  return (await host.exec([process.execPath, '-e', fetching, url], { timeoutMs: 20_000 })).stdout;
};

async function consoleLine(host: LabHost, name: string, start: string): Promise<string> {
  let found = '';
  await until(`"${start}" on the console of ${name}`, 160_000, async () => {
    const { stdout } = await host.exec(['cat', `/var/log/libvirt/${name}-console.log`], { mayFail: true });
    found = stdout.split(/\r?\n/).find((line) => line.startsWith(start) && line.length < stdout.length) ?? '';
    return found !== '' && stdout.includes(`${found}\r\n`);
  });
  return found.slice(start.length).trim();
}

const agent = async (host: LabHost, name: string, command: object): Promise<unknown> => {
  const answer = JSON.parse(await host.virsh('qemu-agent-command', name, JSON.stringify(command))) as {
    return: unknown;
  };
  return answer.return;
};

test('a guest boots from its disk, obeys its seed, and reports over serial, HTTP and the agent', async () => {
  const host = lab.host(1);
  const seed = {
    instanceId: 'i-17',
    hostname: 'seeded',
    sshKeys: [lab.keys.sshPublicKey],
    commands: ['echo from-the-seed > /run/seed-ran', 'test "a b" = "a b"'],
    address,
  };
  copyFileSync((await lab.guest()).disk, join(host.folder, 'lib/images/one.qcow2'));
  await writeSeed(join(host.folder, 'lib/images/one-seed.img'), seed);
  await host.virsh('net-start', 'default');
  const mac = '52:54:00:00:00:17';
  await host.define(
    guestXml({
      name: 'one',
      vcpus: 2,
      disks: [
        { path: '/var/lib/libvirt/images/one.qcow2', format: 'qcow2' },
        { path: '/var/lib/libvirt/images/one-seed.img', format: 'raw', readOnly: true },
      ],
      nic: { kind: 'network', source: 'default', mac },
    }),
  );
  await host.virsh('start', 'one');
  const onSerial = JSON.parse(await consoleLine(host, 'one', 'TINY-REPORT ')) as Report;
  expect(onSerial).toMatchObject({
    hostname: 'seeded',
    cpus: 2,
    seed: {
      disk: '/dev/vdb',
      instanceId: 'i-17',
      userDataSha256: createHash('sha256').update(userData(seed)).digest('hex'),
      commandsCode: 0,
      authorizedKeys: 1,
    },
    interfaces: [{ mac, address: '192.168.122.77/24' }],
  });
  expect(onSerial.disks.map(({ name, readOnly, layer }) => ({ name, readOnly, layer }))).toEqual([
    { name: 'vda', readOnly: false, layer: 'base-v1' },
    { name: 'vdb', readOnly: true, layer: null },
  ]);

  const get = (path: string): Promise<string> => httpGet(host, path);
  const overHttp = JSON.parse(await get('report')) as Report;
  expect(overHttp.seed).toEqual(onSerial.seed);
  expect(overHttp.load).toBe('');

  expect(await agent(host, 'one', { execute: 'guest-get-host-name' })).toEqual({ 'host-name': 'seeded' });
  expect(await host.virsh('domifaddr', 'one', '--source', 'agent')).toContain('192.168.122.77');

  await host.virsh('shutdown', 'one');
  await until('The end of the guest', 60_000, async () => (await host.virsh('domstate', 'one')) === 'shut off');
});

test('a guest loads its processor, its disk and its network when it is told', async () => {
  const host = lab.host(1);
  copyFileSync((await lab.guest()).disk, join(host.folder, 'lib/images/one.qcow2'));
  await writeSeed(join(host.folder, 'lib/images/one-seed.img'), { instanceId: 'i-18', hostname: 'busy', address });
  await host.virsh('net-start', 'default');
  await host.define(
    guestXml({
      name: 'one',
      direct: true,
      disks: [
        { path: '/var/lib/libvirt/images/one.qcow2', format: 'qcow2' },
        { path: '/var/lib/libvirt/images/one-seed.img', format: 'raw', readOnly: true },
      ],
      nic: { kind: 'network', source: 'default' },
    }),
  );
  await host.virsh('start', 'one');
  await consoleLine(host, 'one', 'TINY-REPORT ');
  const get = (path: string): Promise<string> => httpGet(host, path);
  const busyNs = async (): Promise<number> => {
    const text = await host.virsh('domstats', 'one', '--cpu-total');
    return Number(/cpu\.time=(\d+)/.exec(text)?.[1]);
  };
  expect(await get('load?cpu+1+60')).toBe('loaded\n');
  expect((JSON.parse(await get('report')) as Report).load).toBe('cpu 1 60;');
  const before = await busyNs();
  await until('One second of load', 60_000, async () => (await busyNs()) - before > 1e9);
  await get('load?stop');
  await get('load?disk+vda+30');
  const readBytes = async (): Promise<number> =>
    Number(/rd\.bytes=(\d+)/.exec(await host.virsh('domstats', 'one', '--block'))?.[1]);
  const readBefore = await readBytes();
  await until('Sixteen megabytes read', 60_000, async () => (await readBytes()) - readBefore > 16 * 1024 * 1024);
  await get('load?stop');
  await get('load?net+192.168.122.1+30');
  const sentBytes = async (): Promise<number> =>
    Number(/tx\.bytes=(\d+)/.exec(await host.virsh('domstats', 'one', '--interface'))?.[1]);
  const sentBefore = await sentBytes();
  await until('Two megabytes sent', 60_000, async () => (await sentBytes()) - sentBefore > 2e6);
  await get('load?stop');
  expect((JSON.parse(await get('report')) as Report).load).toBe('');
});

test('a guest moves to another host while it runs, and its agent answers there', async () => {
  const [from, to] = [lab.host(1), lab.host(2)];
  await from.define(
    guestXml({ name: 'mover', kernelArguments: 'load=cpu,1,300', nic: { kind: 'bridge', source: 'br0' } }),
  );
  await from.virsh('start', 'mover');
  await consoleLine(from, 'mover', 'TINY-READY');
  const uptime = async (host: LabHost): Promise<unknown> => await agent(host, 'mover', { execute: 'guest-get-time' });
  await until('The agent', 60_000, async () => (await uptime(from).catch(() => undefined)) !== undefined);
  const startedBefore = await from.virsh('domuuid', 'mover');
  await lab.runInside([
    'virsh',
    '-c',
    from.uris.tls,
    'migrate',
    '--live',
    '--persistent',
    '--undefinesource',
    'mover',
    to.uris.tls,
  ]);
  expect(await from.virsh('list', '--all', '--name')).toBe('');
  expect(await to.virsh('domstate', 'mover')).toBe('running');
  expect(await to.virsh('domuuid', 'mover')).toBe(startedBefore);
  await until(
    'The agent on the other host',
    20_000,
    async () => (await uptime(to).catch(() => undefined)) !== undefined,
  );
  // Peer to peer, over SSH from host to host, and back again.
  await lab.runInside(['virsh', '-c', to.uris.tcp, 'migrate', '--live', '--p2p', 'mover', from.uris.ssh]);
  expect(await from.virsh('domstate', 'mover')).toBe('running');
});

test.skipIf(!existsSync('/sys/fs/cgroup/cpu/tasks'))('CPU shares and memory limits of a guest take hold', async () => {
  const host = lab.host(1);
  await host.define(guestXml({ name: 'shared', memoryMib: 64 }));
  await host.virsh('start', '--paused', 'shared');
  await host.virsh('schedinfo', 'shared', '--live', 'cpu_shares=512');
  await host.virsh('memtune', 'shared', '--live', '--hard-limit', '262144');
  const read = async (path: string): Promise<string> =>
    (await host.exec(['sh', '-c', `cat /sys/fs/cgroup/${path}`])).stdout.trim();
  expect(await read('cpu/machine/*shared*/cpu.shares')).toBe('512');
  expect(await read('memory/machine/*shared*/memory.limit_in_bytes')).toBe(String(262144 * 1024));
  expect(await host.virsh('schedinfo', 'shared')).toMatch(/cpu_shares\s*: 512/);
});

test('every host sees the guest, read-only', async () => {
  for (const host of lab.hosts) {
    const { code } = await host.exec(['sh', '-c', `test -s ${guestOnHost.kernel} && ! touch ${guestOnHost.kernel}`]);
    expect(code).toBe(0);
  }
});
