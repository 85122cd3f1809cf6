/** SSH hosts that must not be believed, and users who are not: nobody gets an RPC byte, and a false host no user name. */
import { once } from 'node:events';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Channel } from '../src/channel.ts';
import type { ConnectionError } from '../src/errors.ts';
import { connectSsh, type HostKey, type HostKeyVerdict, type SshTarget } from '../src/transports/ssh.ts';
import { newRsaPem, newSshKey, type SshWitness, type SshWitnessOptions, sshWitness } from './support/witness-ssh.ts';

const opening = Buffer.from('0000001c20008086000000010000004200000000000000000000000000', 'hex');
const user = { right: newSshKey(), wrong: newSshKey(), locked: newSshKey('open sesame') };
const host = { right: newSshKey(), other: newSshKey() };
const open: SshWitness[] = [];
let pinned: HostKey;

async function witness(over: Partial<SshWitnessOptions> = {}): Promise<SshWitness> {
  const made = await sshWitness({ hostKeys: [host.right.private], authorizedKey: user.right.public, ...over });
  open.push(made);
  return made;
}

/** What a caller does who keeps a list of pinned keys. */
const pin = (key: HostKey): HostKeyVerdict =>
  key.key.equals(pinned.key)
    ? { accept: true }
    : { accept: false, reason: 'host-key-changed', expected: pinned.fingerprint };

const targetFor = (at: SshWitness, over: Partial<SshTarget> = {}): SshTarget => ({
  host: '127.0.0.1',
  port: at.port,
  user: 'root',
  verifyHost: pin,
  keys: [{ privateKey: user.right.private }],
  ...over,
});

async function use(target: SshTarget): Promise<Channel> {
  const channel = await connectSsh(target, { timeoutMs: 5000 });
  channel.stream.write(opening);
  return channel;
}

const refusal = (target: SshTarget): Promise<ConnectionError & { reason?: string }> =>
  use(target).then(
    () => {
      throw new Error('It was believed.');
    },
    (error: unknown) => error as ConnectionError,
  );

async function echoed(channel: Channel): Promise<void> {
  const [answer] = (await once(channel.stream, 'data')) as [Buffer];
  expect(answer).toEqual(opening);
  channel.stream.end();
  await once(channel.stream, 'close');
}

beforeAll(async () => {
  const at = await witness();
  let seen: HostKey | undefined;
  const look = (key: HostKey): HostKeyVerdict => {
    seen = key;
    return { accept: false, reason: 'unknown-host-key' };
  };
  await refusal(targetFor(at, { verifyHost: look }));
  if (!seen) throw new Error('No host key was shown.');
  pinned = seen;
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((at) => at.close()));
});

describe('an SSH host that is not to be believed', () => {
  test('one whose key is not known', async () => {
    const at = await witness();
    const error = await refusal(targetFor(at, { verifyHost: () => ({ accept: false, reason: 'unknown-host-key' }) }));
    expect(error).toMatchObject({ kind: 'refused-identity', reason: 'unknown-host-key' });
    expect(error.message).toContain(pinned.fingerprint);
    expect(error.message).toContain('ssh-ed25519');
    expect([at.logins(), at.bytes(), at.names()]).toEqual([0, 0, []]);
  });

  test('one whose key has changed, of the same or of another kind', async () => {
    for (const changed of [host.other.private, newRsaPem()]) {
      const at = await witness({ hostKeys: [changed] });
      const error = await refusal(targetFor(at));
      expect(error).toMatchObject({ kind: 'refused-identity', reason: 'host-key-changed' });
      expect(error.message).toContain(`${pinned.fingerprint} is pinned`);
      // Not even the user's name was told.
      expect([at.logins(), at.bytes(), at.names()]).toEqual([0, 0, []]);
    }
  });

  test('one that has the pinned kind of key is asked for that kind', async () => {
    const at = await witness({ hostKeys: [newRsaPem(), host.right.private] });
    await echoed(await use(targetFor(at, { hostKeyAlgorithms: ['ssh-ed25519'] })));
  });

  test('one that offers nothing but what is too old', async () => {
    const at = await witness({ hostKeys: [newRsaPem()] });
    const error = await refusal(targetFor(at, { hostKeyAlgorithms: ['ssh-ed25519'] }));
    expect(error).toMatchObject({ kind: 'connect-failed' });
    expect([at.logins(), at.bytes()]).toEqual([0, 0]);
  });

  test('when the check itself fails, nobody is believed', async () => {
    const at = await witness();
    const broken = (): never => {
      throw new Error('the list of pinned keys can not be read');
    };
    for (const verifyHost of [broken, () => Promise.reject(new Error('nor so'))]) {
      expect(await refusal(targetFor(at, { verifyHost }))).toMatchObject({
        kind: 'refused-identity',
        reason: 'not-verified',
      });
    }
    expect([at.logins(), at.bytes(), at.names()]).toEqual([0, 0, []]);
  });

  test('a jump host, or a host behind one, whose key has changed', async () => {
    const behind = await witness();
    const falseJump = await witness({ hostKeys: [host.other.private], jumps: true });
    const jump = await witness({ jumps: true });
    const wrongJump = targetFor(behind, { jumps: [targetFor(falseJump)] });
    expect(await refusal(wrongJump)).toMatchObject({
      reason: 'host-key-changed',
      host: `root@127.0.0.1:${falseJump.port}`,
    });
    const falseBehind = await witness({ hostKeys: [host.other.private] });
    const wrongEnd = targetFor(falseBehind, { jumps: [targetFor(jump)] });
    expect(await refusal(wrongEnd)).toMatchObject({
      reason: 'host-key-changed',
      host: `root@127.0.0.1:${falseBehind.port}`,
    });
    expect([behind, falseJump, falseBehind].flatMap((at) => [at.logins(), at.bytes()])).toEqual([0, 0, 0, 0, 0, 0]);
    await echoed(await use(targetFor(behind, { jumps: [targetFor(jump), targetFor(jump)] })));
    expect(behind.bytes()).toBe(opening.length);
  });
});

describe('a user whom an SSH host does not believe', () => {
  test('with another key', async () => {
    const at = await witness();
    const error = await refusal(targetFor(at, { keys: [{ privateKey: user.wrong.private }] }));
    expect(error).toMatchObject({ kind: 'refused-identity', reason: 'client-refused' });
    expect([at.logins(), at.bytes()]).toEqual([0, 0]);
  });

  test('with an agent that is not there and no key that fits', async () => {
    const at = await witness();
    const target = targetFor(at, { agent: '/nonexistent/agent', keys: [{ privateKey: user.wrong.private }] });
    const error = await refusal(target);
    expect(error).toMatchObject({ reason: 'client-refused' });
    expect(error.message).toMatch(/agent did not answer/);
    // With the right key the missing agent does not matter.
    await echoed(await use(targetFor(at, { agent: '/nonexistent/agent' })));
  });

  test('without passphrase, with a wrong one, with no key at all: nothing is sent', async () => {
    const at = await witness();
    const locked = user.locked.private;
    for (const keys of [
      [{ privateKey: locked }],
      [{ privateKey: locked, passphrase: 'wrong' }],
      [{ privateKey: 'no key' }],
      [],
    ]) {
      expect(await refusal(targetFor(at, { keys }))).toMatchObject({ kind: 'invalid-input' });
    }
    expect(at.names()).toEqual([]);
  });

  test('with the passphrase the key opens', async () => {
    const at = await witness({ authorizedKey: user.locked.public });
    await echoed(await use(targetFor(at, { keys: [{ privateKey: user.locked.private, passphrase: 'open sesame' }] })));
  });
});
