/** The lab itself: that it comes, goes without a trace, and that what goes wrong in it goes wrong as in a rack. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { run } from './command.ts';
import { type Lab, startLab } from './fixtures.ts';
import { labPaths } from './paths.ts';
import { allEnded, isAlive, markOf, namespaceMembers } from './processes.ts';
import { type LabRecord, readAnyRecord } from './record.ts';

const main = join(import.meta.dirname, 'main.ts');
/** The tests run inside the shared lab; these see the machine as it is outside. */
const runner = process.env['HEADROOM_LAB_RUNNER'] ?? '';
const onMachine = (command: readonly string[], options = {}): ReturnType<typeof run> =>
  run(['nsenter', '--target', runner, '--net', '--mount', '--', ...command], options);
const lab = (...args: readonly string[]): ReturnType<typeof run> => onMachine([process.execPath, main, ...args]);

async function machineState(): Promise<object> {
  const links = JSON.parse((await onMachine(['ip', '-j', 'link'])).stdout) as readonly { ifname: string }[];
  return {
    links: links.map((link) => link.ifname),
    addresses: (await onMachine(['ip', '-o', 'addr'])).stdout.replaceAll(/_lft \w+/g, ''),
    routes: (await onMachine(['ip', 'route'])).stdout,
    firewall: (await onMachine(['iptables-save'], { mayFail: true })).stdout.replaceAll(/^#.*$|\[\d+:\d+\]/gm, ''),
    forwarding: readFileSync('/proc/sys/net/ipv4/ip_forward', 'utf8'),
    mounts: readFileSync(`/proc/${runner}/mountinfo`, 'utf8'),
    libvirt: (
      await onMachine(['find', '/etc/libvirt', '/var/lib/libvirt', '/run/libvirt', '-printf', '%p %T@\\n'], {
        mayFail: true,
      })
    ).stdout,
    etc: (await onMachine(['ls', '/etc', '/run'])).stdout,
    cgroups: existsSync('/sys/fs/cgroup/cpu') ? readdirSync('/sys/fs/cgroup/cpu') : readdirSync('/sys/fs/cgroup'),
  };
}

/** Every process of the lab: of the outer namespaces, of each host, and the two that wait for them outside. */
function everyProcess(record: LabRecord): ReturnType<typeof namespaceMembers> {
  const outside = [record, ...record.hosts].map(({ wrapper }) => ({ ...wrapper, command: 'wrapper' }));
  return [...outside, ...[record, ...record.hosts].flatMap(({ first }) => namespaceMembers(first))];
}

describe('up and down', () => {
  const name = `t${process.pid}`;
  const paths = labPaths(name);
  afterEach(async () => {
    await lab('down', '--name', name);
  });

  test('leaves nothing behind, and does nothing the second time', async () => {
    const before = await machineState();
    await lab('up', '2', '--name', name, '--cgroups');
    const record = readAnyRecord(paths);
    expect(record?.hosts.map((host) => host.index)).toEqual([1, 2]);
    if (!record) return;
    const processes = everyProcess(record);
    expect(processes.filter(({ command }) => command === 'libvirtd')).toHaveLength(2);
    expect(processes.filter(({ command }) => command === 'sshd')).toHaveLength(2);
    expect(processes.every(isAlive)).toBe(true);
    // While it runs, the machine has no link, address, rule, route or mount more than before.
    const { cgroups: _before, ...unchanged } = before as Record<string, unknown>;
    const { cgroups: during, ...now } = (await machineState()) as Record<string, unknown>;
    expect(now).toEqual(unchanged);
    expect(during).toContain(`headroom-lab-${name}-h1`);

    const status = JSON.parse((await lab('status', '--json', '--name', name)).stdout) as {
      hosts: { uris: { tls: string } }[];
    };
    expect(status.hosts.map(({ uris }) => uris.tls)).toEqual([
      'qemu+tls://h1.lab:16514/system',
      'qemu+tls://h2.lab:16514/system',
    ]);
    const inside = await lab(
      'inside',
      '--name',
      name,
      '--',
      'virsh',
      '-q',
      '-c',
      'qemu+tls://h2.lab/system',
      'hostname',
    );
    expect(inside.stdout.trim()).toBe('h2.lab');
    expect((await lab('exec', 'h1', '--name', name, '--', 'hostname')).stdout).toBe('h1.lab\n');

    await lab('up', '2', '--name', name);
    expect(readAnyRecord(paths)).toEqual(record);
    await lab('up', '3', '--name', name);
    expect(readAnyRecord(paths)?.hosts.slice(0, 2)).toEqual(record.hosts);

    const third = readAnyRecord(paths);
    const all = [...processes, ...(third ? everyProcess(third) : [])];
    expect((await lab('down', '--name', name)).stdout).toBe('The lab is gone.\n');
    expect(all.filter(isAlive)).toEqual([]);
    expect(existsSync(paths.rack)).toBe(false);
    expect(existsSync(paths.lock)).toBe(false);
    expect(await machineState()).toEqual(before);
    expect((await lab('down', '--name', name)).stdout).toBe('No lab ran here.\n');
  });

  test('a held lab ends with its holder, even by SIGKILL', async () => {
    const holder = spawn(
      'nsenter',
      [
        '--target',
        runner,
        '--net',
        '--mount',
        '--',
        process.execPath,
        join(import.meta.dirname, 'run-inside.ts'),
        '--hosts',
        '1',
        '--',
        'sh',
        '-c',
        'echo up; exec sleep 600',
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const held = labPaths(`run${holder.pid}`);
    try {
      await new Promise<void>((resolve, reject) => {
        holder.stdout.once('data', () => resolve());
        holder.once('close', () => reject(new Error('The holder ended early.')));
      });
      const record = readAnyRecord(held);
      expect(record?.hosts).toHaveLength(1);
      if (!record) return;
      const processes = everyProcess(record);
      expect(processes.some(({ command }) => command === 'libvirtd')).toBe(true);
      holder.kill('SIGKILL');
      await allEnded(processes);
    } finally {
      holder.kill('SIGKILL');
      await lab('down', '--name', `run${holder.pid}`);
    }
  });

  test('a lab that was cut off is cleared by the next up', async () => {
    await lab('up', '1', '--name', name);
    const first = readAnyRecord(paths)?.first;
    if (first) process.kill(first.pid, 'SIGKILL');
    await allEnded(first ? [first] : []);
    await lab('up', '1', '--name', name);
    const second = readAnyRecord(paths);
    expect(second?.first).not.toEqual(first);
    expect(second?.hosts).toHaveLength(1);
  });

  test('says what is missing instead of trying', async () => {
    const tooLong = { env: { HEADROOM_LAB_CACHE: join(tmpdir(), 'x'.repeat(90)) } };
    const long = await onMachine([process.execPath, main, 'up', '1'], { ...tooLong, mayFail: true });
    expect(long.code).toBe(1);
    expect(long.stderr).toMatch(/the system allows 107/);
    const named = await onMachine([process.execPath, main, 'up', '1', '--name', '../x'], { mayFail: true });
    expect(named.stderr).toMatch(/is no lab name/);
    const many = await onMachine([process.execPath, main, 'up', '999'], { mayFail: true });
    expect(many.stderr).toMatch(/1 to 200 hosts; 999/);
  });

  test('without root it says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lab-nobody-'));
    try {
      const asNobody = [
        'setpriv',
        '--reuid',
        '65534',
        '--regid',
        '65534',
        '--clear-groups',
        process.execPath,
        main,
        'up',
        '1',
      ];
      const { code, stderr } = await onMachine(asNobody, { mayFail: true, env: { HEADROOM_LAB_CACHE: folder } });
      expect(code).toBe(1);
      expect(stderr).toMatch(/needs root/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('three hosts', () => {
  let three: Lab;
  beforeAll(async () => {
    three = await startLab({ hosts: 3 });
  });
  afterEach(() => three.clean());
  afterAll(() => three.stop());

  test('each answers over unix, TCP, TLS and SSH as itself', async () => {
    expect(three.reaches).toBe('all');
    for (const host of three.hosts) {
      const answers = await Promise.all(
        Object.values(host.uris).map(async (uri) =>
          (await three.runInside(['virsh', '-q', '-c', uri, 'hostname'])).stdout.trim(),
        ),
      );
      expect(answers).toEqual(Array.from({ length: 4 }, () => `${host.name}.lab`));
      const { stdout } = await three.runInside(['virsh', '-q', '-c', host.uris.tcp, 'capabilities']);
      expect(stdout).toContain(`<uuid>${host.uuid}</uuid>`);
    }
  });

  test('there is no way out of the lab', async () => {
    for (const host of three.hosts) expect((await host.exec(['ip', 'route', 'show', 'default'])).stdout).toBe('');
    expect((await three.runInside(['ip', 'route', 'show', 'default'])).stdout).toBe('');
    const { code } = await three.runInside(['ip', 'route', 'get', '192.0.2.1'], { mayFail: true });
    expect(code).not.toBe(0);
  });

  test('a power cut ends a host, and it comes back as the same host with what it had', async () => {
    const host = three.host(3);
    const { pid, uuid } = host;
    await host.exec(['qemu-img', 'create', '-q', '-f', 'qcow2', '/var/lib/libvirt/images/kept.qcow2', '1M']);
    const processes = namespaceMembers(markOf(pid));
    expect(processes.length).toBeGreaterThan(3);
    await host.faults.killHost();
    expect(processes.filter(isAlive)).toEqual([]);
    expect(host.on).toBe(false);
    await host.faults.startHost();
    expect(host.pid).not.toBe(pid);
    expect(await host.virsh('capabilities')).toContain(uuid);
    expect(await host.virsh('vol-list', 'default')).toContain('kept.qcow2');
    // The new host has the old address: it must answer at once, not when ARP entries are stale.
    const { stdout } = await three.runInside(['virsh', '-q', '-c', host.uris.tcp, 'hostname'], { timeoutMs: 3000 });
    expect(stdout.trim()).toBe('h3.lab');
  });

  test('a stopped daemon answers nothing until it goes on; a cut link carries nothing', async () => {
    const host = three.host(2);
    const hostname = ['virsh', '-q', '-c', host.uris.tcp, 'hostname'];
    host.faults.stopDaemon();
    await expect(three.runInside(hostname, { timeoutMs: 700 })).rejects.toThrow(/SIGKILL/);
    host.faults.continueDaemon();
    expect((await three.runInside(hostname)).stdout.trim()).toBe('h2.lab');
    await host.faults.linkDown();
    await expect(three.runInside(hostname, { timeoutMs: 700 })).rejects.toThrow();
    await host.faults.linkUp();
    expect((await three.runInside(hostname)).stdout.trim()).toBe('h2.lab');
    await host.faults.killDaemon();
    const gone = await three.runInside(hostname, { mayFail: true });
    expect(gone.stderr).toMatch(/refused/);
    await host.faults.restartDaemon();
    expect((await three.runInside(hostname)).stdout.trim()).toBe('h2.lab');
  });
});
