/** TCP, SSH and what all transports share, against servers of this process. Long because each way into a host has its own faults. */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { Channel } from '../src/channel.ts';
import type { ConnectionError } from '../src/errors.ts';
import { dial } from '../src/transports/dial.ts';
import { connectSsh, type SshTarget } from '../src/transports/ssh.ts';
import { connectTcp } from '../src/transports/tcp.ts';
import { matchesName } from '../src/transports/tls/distinguished-name.ts';
import { parseLibvirtUri } from '../src/uri.ts';
import { newAuthority } from './support/certificates.ts';
import { newSshKey, type SshWitness, type SshWitnessOptions, sshWitness } from './support/witness-ssh.ts';

const hostKey = newSshKey();
const userKey = newSshKey();
const authority = await newAuthority('site');
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function ssh(over: Partial<SshWitnessOptions> = {}): Promise<SshWitness> {
  const made = await sshWitness({ hostKeys: [hostKey.private], authorizedKey: userKey.public, ...over });
  closers.push(() => made.close());
  return made;
}

const targetFor = (at: SshWitness, over: Partial<SshTarget> = {}): SshTarget => ({
  host: '127.0.0.1',
  port: at.port,
  user: 'root',
  verifyHost: () => ({ accept: true }),
  keys: [{ privateKey: userKey.private }],
  ...over,
});

const failure = (opening: Promise<unknown>): Promise<ConnectionError> =>
  opening.then(
    () => {
      throw new Error('It opened.');
    },
    (error: unknown) => error as ConnectionError,
  );

async function silentServer(): Promise<{ server: Server; port: number }> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  closers.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { server, port: address.port };
}

const sockets = (): number =>
  process.getActiveResourcesInfo().filter((name) => /TCP(Socket|Connect)|Timeout/.test(name)).length;

async function roundTrip(channel: Channel, bytes: Buffer): Promise<string> {
  const hash = createHash('sha256');
  let left = bytes.length;
  const writing = (async () => {
    for (let at = 0; at < bytes.length; at += 50_000) {
      if (!channel.stream.write(bytes.subarray(at, at + 50_000))) await once(channel.stream, 'drain');
    }
  })();
  for await (const chunk of channel.stream) {
    hash.update(chunk as Buffer);
    left -= (chunk as Buffer).length;
    if (left <= 0) break;
  }
  await writing;
  return hash.digest('hex');
}

describe('TCP', () => {
  test('says what is wrong with an address where nothing listens, or a name that nobody has', async () => {
    const { server, port } = await silentServer();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    const refused = await failure(connectTcp({ host: '127.0.0.1', port }));
    expect(refused).toMatchObject({ kind: 'connect-failed', host: `127.0.0.1:${port}` });
    expect(refused.message).toMatch(/nothing listens/);
    const unknown = await failure(connectTcp({ host: 'nobody.invalid' }));
    expect(unknown.message).toMatch(
      /nobody\.invalid:16509: (the name does not resolve|the name service does not answer)/,
    );
  });

  test('is not called private', async () => {
    const { port } = await silentServer();
    const channel = await connectTcp({ host: '127.0.0.1', port });
    expect(channel.facts).toEqual({ kind: 'tcp', peer: `127.0.0.1:${port}`, private: false });
    channel.stream.destroy();
    await once(channel.stream, 'close');
  });
});

describe('opening', () => {
  test.each(['tls', 'ssh'])(
    '%s gives up in time on a server that says nothing, and leaves no socket',
    async (transport) => {
      const { port } = await silentServer();
      const parsed = parseLibvirtUri(`qemu+${transport}://127.0.0.1:${port}/system`);
      if (!parsed.ok) throw new Error(parsed.refusal.what);
      const before = sockets();
      const ssh = {
        user: 'root',
        verifyHost: () => ({ accept: true }) as const,
        keys: [{ privateKey: userKey.private }],
      };
      const options = { tls: { authorities: [authority.certificatePem] }, ssh };
      const began = performance.now();
      const late = await failure(dial(parsed.uri, { ...options, timeoutMs: 100 }));
      expect(late).toMatchObject({ kind: 'connect-failed' });
      expect(late.message).toMatch(/not open within 100 ms/);
      expect(performance.now() - began).toBeLessThan(5000);
      const controller = new AbortController();
      const opening = failure(dial(parsed.uri, { ...options, signal: controller.signal }));
      controller.abort();
      expect(await opening).toMatchObject({ kind: 'cancelled' });
      await expect.poll(sockets, { timeout: 5000 }).toBeLessThanOrEqual(before + 2);
    },
  );

  test('a URI without what its transport needs is refused before anything is opened', async () => {
    for (const text of [
      'qemu+tls://h1/system',
      'qemu+ssh://root@h1/system',
      'qemu+ssh://h1/system',
      'qemu:///session',
    ]) {
      const parsed = parseLibvirtUri(text);
      if (!parsed.ok) throw new Error(parsed.refusal.what);
      expect(await failure(dial(parsed.uri))).toMatchObject({ kind: 'invalid-input' });
    }
  });
});

describe('SSH', () => {
  const bytes = randomBytes(6 * 1024 * 1024);
  const digest = createHash('sha256').update(bytes).digest('hex');

  test('six megabytes go there and come back, and closing leaves nothing', async () => {
    const at = await ssh();
    const before = sockets();
    const channel = await connectSsh(targetFor(at));
    expect(channel.facts).toEqual({
      kind: 'ssh',
      peer: `root@127.0.0.1:${at.port}`,
      private: true,
      route: 'streamlocal',
    });
    let closes = 0;
    channel.stream.on('close', () => {
      closes += 1;
    });
    expect(await roundTrip(channel, bytes)).toBe(digest);
    channel.stream.destroy();
    channel.stream.destroy();
    await expect.poll(() => closes, { timeout: 5000 }).toBe(1);
    await expect.poll(sockets, { timeout: 5000 }).toBeLessThanOrEqual(before);
    expect(closes).toBe(1);
  });

  test('the program on the host is chosen by its marker, whatever the shell prints before', async () => {
    const greeting = 'Welcome to rack 4.\n\nLast login: never\n';
    for (const [word, route] of [
      ['virt-ssh-helper', 'virt-ssh-helper'],
      ['nc', 'nc -U'],
    ] as const) {
      const commands: string[] = [];
      const exec = (command: string): string => {
        commands.push(command);
        return `${greeting}node-libvirt-route:${word}\n`;
      };
      const at = await ssh({ forwards: false, exec });
      const channel = await connectSsh(targetFor(at));
      expect(channel.facts.route).toBe(route);
      expect(await roundTrip(channel, bytes.subarray(0, 100_000))).toBe(
        createHash('sha256').update(bytes.subarray(0, 100_000)).digest('hex'),
      );
      expect(commands).toHaveLength(1);
      expect(commands[0]).toContain('virt-ssh-helper qemu:///system');
      expect(commands[0]).toContain('nc -U /var/run/libvirt/libvirt-sock');
    }
  });

  test('another socket is never reached by the helper, which would choose its own; a session only by it', async () => {
    const commands: string[] = [];
    const exec = (command: string): string => {
      commands.push(command);
      return 'node-libvirt-route:none\n';
    };
    const at = await ssh({ forwards: false, exec });
    await failure(connectSsh(targetFor(at, { socket: '/run/lab/sock' })));
    expect(commands[0]).toContain('nc -U /run/lab/sock');
    expect(commands[0]).not.toContain('virt-ssh-helper');
    await failure(connectSsh(targetFor(at, { daemonUri: 'qemu:///session' })));
    expect(commands[1]).toContain('virt-ssh-helper qemu:///session');
    expect(commands[1]).not.toContain('nc -U');
  });

  test.each([
    ['neither helper nor netcat', () => 'node-libvirt-route:none\n', /neither virt-ssh-helper nor an nc/],
    ['no socket', () => 'node-libvirt-route:no-socket\n', /no such socket/],
    ['a login that prints without end', () => 'x'.repeat(100_000), /prints without end/],
    ['commands that are refused', undefined, /exec: /],
  ])('says what it tried: %s', async (_title, exec, what) => {
    const at = await ssh({ forwards: false, ...(exec ? { exec } : {}) });
    const error = await failure(connectSsh(targetFor(at)));
    expect(error).toMatchObject({ kind: 'connect-failed' });
    expect(error.message).toMatch(/streamlocal: /);
    expect(error.message).toMatch(what);
  });

  test('what could mean something to a shell never gets to one', async () => {
    const at = await ssh({ forwards: false });
    for (const over of [{ socket: "/run/x';id;'" }, { socket: '/run/$(id)' }, { daemonUri: 'qemu:///system;id' }]) {
      expect(await failure(connectSsh(targetFor(at, over)))).toMatchObject({ kind: 'invalid-input' });
    }
  });

  test('more jump hosts than any network needs are refused', async () => {
    const at = await ssh();
    const jumps = Array.from({ length: 9 }, () => targetFor(at));
    expect(await failure(connectSsh(targetFor(at, { jumps })))).toMatchObject({ kind: 'invalid-input' });
  });
});

test('distinguished names match as libvirt matches them', () => {
  const subject = 'O=lab, inc\nCN=h1.lab';
  for (const pattern of ['CN=h1.lab,O=lab, inc', 'CN=h*.lab,O=*', '*', 'CN=h1.lab,*', '*inc', 'CN=*1*,*=lab*inc']) {
    expect(matchesName(subject, [pattern])).toEqual({ matches: true, text: 'CN=h1.lab,O=lab, inc' });
  }
  for (const pattern of [
    '',
    'CN=h1.lab',
    'cn=h1.lab,*',
    'CN=h1.lab,O=lab, inc*x',
    'O=*',
    '*h1.lab',
    'CN=h1.lab,O=lab, inc*inc',
  ]) {
    expect(matchesName(subject, [pattern]).matches).toBe(false);
  }
  expect(matchesName('', ['*']).matches).toBe(false);
  const began = performance.now();
  expect(matchesName(`CN=${'a'.repeat(5000)}`, [`${'*a'.repeat(2500)}b`]).matches).toBe(false);
  expect(performance.now() - began).toBeLessThan(1000);
});
