/**
 * One suite for every way to a real libvirtd, with the QEMU driver and with the test driver. Long because it
 * has all ways side by side, so that none of them is tested less than the others.
 */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Connection, ConnectionError } from '../../packages/node-libvirt/src/index.ts';
import { type DialOptions, dial } from '../../packages/node-libvirt/src/transports/dial.ts';
import type { HostKey, HostKeyVerdict, SshEndpoint } from '../../packages/node-libvirt/src/transports/ssh.ts';
import { parseLibvirtUri } from '../../packages/node-libvirt/src/uri.ts';
import { run } from './command.ts';
import { type Lab, type LabHost, startLab } from './fixtures.ts';
import { guestXml } from './guest/domain-xml.ts';
import { until } from './processes.ts';

let lab: Lab;
let host: LabHost;
let agent: { readonly socket: string; stop(): void };
const open: Connection[] = [];

/** An sshd of its own on the host, with another port and other rules. */
async function startSshd(port: number, rules: string): Promise<void> {
  const config = `sed 's/^Port .*/Port ${port}/' /etc/ssh/sshd_config > /run/sshd-${port}`;
  const rule = `printf '${rules}\\n' >> /run/sshd-${port}`;
  await host.exec(['sh', '-c', `${config} && ${rule} && /usr/sbin/sshd -f /run/sshd-${port}`]);
}

async function startAgent(): Promise<typeof agent> {
  const folder = mkdtempSync(join(tmpdir(), 'lab-agent-'));
  const socket = join(folder, 'agent');
  const child = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
  writeFileSync(join(folder, 'key'), lab.keys.sshPrivateKey, { mode: 0o600 });
  const add = (): Promise<{ code: number }> =>
    run(['ssh-add', '-q', join(folder, 'key')], { env: { SSH_AUTH_SOCK: socket }, mayFail: true });
  await until('The agent', 5000, async () => (await add()).code === 0);
  rmSync(join(folder, 'key'));
  return {
    socket,
    stop() {
      child.kill();
      rmSync(folder, { recursive: true });
    },
  };
}

beforeAll(async () => {
  lab = await startLab({ hosts: 2 });
  host = lab.host(1);
  await lab.guest();
  agent = await startAgent();
  await startSshd(2201, 'AllowTcpForwarding no\\nAllowStreamLocalForwarding no');
  await host.exec([
    'sh',
    '-c',
    'mkdir -p /run/few && cd /run/few && for p in sh nc grep test; do ln -sf $(command -v $p) $p; done',
  ]);
  await startSshd(2202, 'AllowStreamLocalForwarding no\\nSetEnv PATH=/run/few');
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((connection) => connection.close()));
  await lab.clean();
});
afterAll(async () => {
  agent?.stop();
  await lab.stop();
});

/** Pins the keys of all hosts of the lab, as an operator's list of hosts would. */
const verifyHost = (key: HostKey): HostKeyVerdict => {
  const index = Number(/^h(\d+)\.lab$/.exec(key.host)?.[1]);
  const [, base64 = ''] = lab.keys.host(index).sshHostKey.split(' ');
  return key.key.toString('base64') === base64 ? { accept: true } : { accept: false, reason: 'host-key-changed' };
};

const key = (): Pick<SshEndpoint, 'keys'> => ({ keys: [{ privateKey: lab.keys.sshPrivateKey }] });

interface Way {
  readonly uri: () => string;
  readonly options: () => DialOptions;
  readonly route?: string;
}

const sshOn = (port: number): string => host.uris.ssh.replace(':22/', `:${port}/`);
const ways: Readonly<Record<string, Way>> = {
  unix: { uri: () => host.uris.unix, options: () => ({}) },
  tcp: { uri: () => host.uris.tcp, options: () => ({}) },
  tls: {
    uri: () => host.uris.tls,
    options: () => ({
      tls: {
        authorities: [lab.keys.authorityPem],
        identity: { certificate: lab.keys.clientPem, key: lab.keys.clientKeyPem },
        allowedNames: ['CN=h*.lab,O=lab'],
      },
    }),
  },
  ssh: { uri: () => host.uris.ssh, options: () => ({ ssh: { verifyHost, ...key() } }), route: 'streamlocal' },
  'ssh with an agent': {
    uri: () => host.uris.ssh,
    options: () => ({ ssh: { verifyHost, agent: agent.socket } }),
    route: 'streamlocal',
  },
  'ssh through a jump host': {
    uri: () => host.uris.ssh,
    options: () => ({ ssh: { verifyHost, ...key(), jumps: [{ host: 'h2.lab', user: 'root', verifyHost, ...key() }] } }),
    route: 'streamlocal',
  },
  'ssh where nothing may be forwarded': {
    uri: () => sshOn(2201),
    options: () => ({ ssh: { verifyHost, ...key() } }),
    route: 'virt-ssh-helper',
  },
  'ssh without libvirt’s helper either': {
    uri: () => sshOn(2202),
    options: () => ({ ssh: { verifyHost, ...key() } }),
    route: 'nc -U',
  },
};

async function connect(way: Way, driver?: string): Promise<Connection> {
  const parsed = parseLibvirtUri(way.uri());
  if (!parsed.ok) throw new Error(parsed.refusal.what);
  const channel = await dial(parsed.uri, { timeoutMs: 10_000, ...way.options() });
  expect(channel.facts.route).toBe(way.route);
  const connection = await Connection.open(channel, { driver: driver ?? parsed.uri.daemonUri });
  open.push(connection);
  return connection;
}

/** Sockets and timers of this process; what a test leaves behind shows here. */
const handles = (): readonly string[] =>
  process
    .getActiveResourcesInfo()
    .filter((name) => /TCP|Pipe|TLS|Timeout/.test(name))
    .sort();

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe.each(Object.keys(ways))('over %s', (title) => {
  const way = ways[title] as Way;

  test('QEMU: what is read equals what virsh prints; a guest lives its life and each step is told', async () => {
    const connection = await connect(way);
    expect(await connection.node.hostname()).toBe('h1.lab');
    expect((await connection.node.capabilities()).trim()).toBe(await host.virsh('capabilities'));
    const told = await connection.events.domain('lifecycle');
    const domain = await connection.defineDomain(guestXml({ name: 'life', memoryMib: 64 }));
    expect((await domain.xml()).trim()).toBe(await host.virsh('dumpxml', 'life'));
    await domain.start({ paused: true });
    expect((await domain.state()).state).toBe('paused');
    await domain.resume();
    expect(await host.virsh('domstate', 'life')).toBe('running');
    const [stats] = await connection.domainStats({ state: true, vcpu: true });
    expect(stats?.domain.uuid).toBe(await host.virsh('domuuid', 'life'));
    await domain.suspend();
    await domain.destroy();
    await domain.undefine();
    expect(await host.virsh('list', '--all', '--name')).toBe('');
    const kinds: number[] = [];
    // Defined, started, suspended (as it starts paused), resumed, suspended, stopped, undefined.
    for await (const event of told) {
      if (event.kind === 'resync-needed') throw new Error('Events were dropped.');
      // How QEMU was brought to its end (6, shutdown) comes or not, as the two race.
      if (event.event !== 6) kinds.push(event.event);
      if (event.event === 1) break;
    }
    expect(kinds).toEqual([0, 2, 3, 4, 3, 5, 1]);
  });

  test('QEMU: a volume goes up and comes down the same, beside calls', async () => {
    const connection = await connect(way);
    const pool = await connection.poolByName('default');
    const bytes = randomBytes(8 * 1024 * 1024 + 17);
    const volume = await pool.createVolume(
      `<volume><name>v.raw</name><capacity>${bytes.length}</capacity><target><format type='raw'/></target></volume>`,
    );
    const pieces = Array.from({ length: Math.ceil(bytes.length / 100_000) }, (_, at) =>
      bytes.subarray(at * 100_000, (at + 1) * 100_000),
    );
    const [, names] = await Promise.all([
      volume.upload(pieces),
      Promise.all(Array.from({ length: 200 }, () => connection.node.hostname())),
    ]);
    expect(new Set(names)).toEqual(new Set(['h1.lab']));
    const { stdout } = await host.exec(['sha256sum', '/var/lib/libvirt/images/v.raw']);
    expect(stdout.split(' ')[0]).toBe(sha256(bytes));
    const back: Uint8Array[] = [];
    for await (const piece of volume.download()) back.push(piece);
    expect(sha256(Buffer.concat(back))).toBe(sha256(bytes));
    await volume.delete();
  });

  test('test driver: it opens, lists, and changes a domain', async () => {
    const connection = await connect(way, 'test:///default');
    const domains = await connection.domains();
    expect(domains.map(({ name }) => name)).toEqual(['test']);
    const [domain] = domains;
    await domain?.suspend();
    expect((await domain?.state())?.state).toBe('paused');
    await domain?.resume();
    await expect(connection.domainByName('nobody')).rejects.toMatchObject({ kind: 'libvirt', code: 'NO_DOMAIN' });
    expect((await connection.networks()).map(({ name }) => name)).toEqual(['default']);
  });

  test('a daemon that is killed ends every call with a typed error, and closing leaves no socket behind', async () => {
    const before = handles();
    const connection = await connect(way);
    host.faults.stopDaemon();
    const calls = Array.from({ length: 20 }, () => connection.node.hostname());
    const settled = Promise.allSettled(calls);
    await host.faults.killDaemon();
    const errors = (await settled).map((result) => (result.status === 'rejected' ? result.reason : 'an answer'));
    expect(errors.every((error) => error instanceof ConnectionError)).toBe(true);
    expect(new Set(errors.map((error) => error.kind))).toEqual(new Set(['connection-closed']));
    await host.faults.restartDaemon();
    const again = await connect(way);
    expect(await again.node.hostname()).toBe('h1.lab');
    await Promise.all([again.close(), connection.close()]);
    await until('No more sockets than before', 5000, () => handles().length <= before.length);
  });

  test('opening is given up when the caller says so or the time is over, and leaves nothing open', async () => {
    const before = handles();
    const parsed = parseLibvirtUri(way.uri());
    if (!parsed.ok) throw new Error(parsed.refusal.what);
    const gone = AbortSignal.abort(new Error('closed the window'));
    await expect(dial(parsed.uri, { ...way.options(), signal: gone })).rejects.toMatchObject({ kind: 'cancelled' });
    for (const delayMs of [0, 1, 3, 10, 30]) {
      const signal = AbortSignal.timeout(delayMs);
      const result = await dial(parsed.uri, { ...way.options(), signal }).catch((error: unknown) => error);
      if (result instanceof Error) expect(result).toMatchObject({ kind: 'cancelled' });
      else (result as Awaited<ReturnType<typeof dial>>).stream.destroy();
    }
    await until('No more sockets than before', 5000, () => handles().length <= before.length);
  });
});

describe('a host that is not well', () => {
  test('a daemon that hangs does not open a TLS channel: the time limit does its work', async () => {
    const parsed = parseLibvirtUri(host.uris.tls);
    if (!parsed.ok) throw new Error(parsed.refusal.what);
    host.faults.stopDaemon();
    const opening = dial(parsed.uri, { ...ways['tls']?.options(), timeoutMs: 300 });
    await expect(opening).rejects.toMatchObject({ kind: 'connect-failed', message: expect.stringMatching(/300 ms/) });
  });

  test.each(['tcp', 'tls', 'ssh'])('a host that is switched off does not answer over %s', async (title) => {
    const way = ways[title] as Way;
    const parsed = parseLibvirtUri(way.uri());
    if (!parsed.ok) throw new Error(parsed.refusal.what);
    await host.faults.killHost();
    const opening = dial(parsed.uri, { ...way.options(), timeoutMs: 500 });
    await expect(opening).rejects.toMatchObject({ kind: 'connect-failed', whatToDo: expect.stringMatching(/up/) });
  });
});

describe('identities, against the real daemons', () => {
  test('libvirtd’s own list of clients: who is not on it is refused before any call', async () => {
    const parsed = parseLibvirtUri(host.uris.tls);
    if (!parsed.ok) throw new Error(parsed.refusal.what);
    const conf = '/etc/libvirt/libvirtd.conf';
    await host.exec([
      'sh',
      '-c',
      `cp ${conf} ${conf}.kept; echo 'tls_allowed_dn_list = ["CN=somebody,O=else"]' >> ${conf}`,
    ]);
    try {
      await host.faults.restartDaemon();
      const refused = dial(parsed.uri, { ...ways['tls']?.options() });
      await expect(refused).rejects.toMatchObject({ kind: 'refused-identity', reason: 'client-refused' });
    } finally {
      await host.exec(['mv', `${conf}.kept`, conf]);
      await host.faults.restartDaemon();
    }
    const { tls } = ways['tls']?.options() ?? {};
    if (!tls) return;
    const { identity: _none, ...anonymous } = tls;
    await expect(dial(parsed.uri, { tls: anonymous })).rejects.toMatchObject({ reason: 'client-refused' });
    await expect(dial(parsed.uri, { tls: { ...tls, allowedNames: ['CN=h2.lab,O=lab'] } })).rejects.toMatchObject({
      reason: 'name-not-listed',
    });
  });

  test('a real sshd with another key than the pinned one, and one that does not know our key', async () => {
    const parsed = parseLibvirtUri(host.uris.ssh);
    if (!parsed.ok) throw new Error(parsed.refusal.what);
    const pinnedElsewhere = (shown: HostKey): HostKeyVerdict => verifyHost({ ...shown, host: 'h2.lab' });
    const changed = dial(parsed.uri, { ssh: { ...key(), verifyHost: pinnedElsewhere } });
    await expect(changed).rejects.toMatchObject({ kind: 'refused-identity', reason: 'host-key-changed' });
    const folder = mkdtempSync(join(tmpdir(), 'lab-key-'));
    try {
      await run(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'other')]);
      const { stdout: other } = await run(['cat', join(folder, 'other')]);
      const unknown = dial(parsed.uri, { ssh: { verifyHost, keys: [{ privateKey: other }] } });
      await expect(unknown).rejects.toMatchObject({ kind: 'refused-identity', reason: 'client-refused' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
