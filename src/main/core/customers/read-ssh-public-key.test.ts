import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { demoPublicKey } from './demo/demo-public-key.ts';
import { readSshPublicKey } from './read-ssh-public-key.ts';
import { mustBeGranted } from './testing/examples.ts';
import { fastestMs } from './testing/fastest.ts';

const hasSshKeygen = spawnSync('ssh-keygen', ['-?']).error === undefined;
const folder = mkdtempSync(join(tmpdir(), 'headroom-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const saidBySshKeygen = (path: string) => {
  const [bits, fingerprint] = execFileSync('ssh-keygen', ['-lf', path], { encoding: 'utf8' }).split(' ');
  return { bits: Number(bits), fingerprint };
};

describe.skipIf(!hasSshKeygen)('against ssh-keygen', () => {
  it.each([
    ['ed25519', []],
    ['ecdsa', ['-b', '256']],
    ['ecdsa', ['-b', '384']],
    ['ecdsa', ['-b', '521']],
    ['rsa', ['-b', '2048']],
    ['rsa', ['-b', '3071']],
  ])('reads a %s key %j as it does', (type, options) => {
    const path = join(folder, `${type}${options.join('')}`);
    execFileSync('ssh-keygen', ['-q', '-N', '', '-C', 'ingrid@desk 2', '-t', type, ...options, '-f', path]);
    const line = readFileSync(`${path}.pub`, 'utf8');
    const key = mustBeGranted(readSshPublicKey(line));
    expect({ bits: key.bits, fingerprint: key.fingerprint }).toEqual(saidBySshKeygen(`${path}.pub`));
    expect(key.comment).toBe('ingrid@desk 2');
    expect(line.startsWith(key.publicKey)).toBe(true);
    const privateKey = readSshPublicKey(readFileSync(path, 'utf8'));
    expect(privateKey).toMatchObject({
      ok: false,
      refusal: { message: 'This is a private key. It was not stored. Nothing was added.' },
    });
  });

  it('refuses a short RSA key, a certificate and the exchange format', () => {
    const small = join(folder, 'small');
    execFileSync('ssh-keygen', ['-q', '-N', '', '-t', 'rsa', '-b', '1024', '-f', small]);
    expect(messageOf(readFileSync(`${small}.pub`, 'utf8'))).toContain('1024 bits; at least 2048');
    const key = join(folder, 'signed');
    execFileSync('ssh-keygen', ['-q', '-N', '', '-t', 'ed25519', '-f', key]);
    execFileSync('ssh-keygen', ['-q', '-s', key, '-I', 'id', `${key}.pub`]);
    expect(messageOf(readFileSync(`${key}-cert.pub`, 'utf8'))).toContain('certificate');
    expect(messageOf(execFileSync('ssh-keygen', ['-e', '-f', `${key}.pub`], { encoding: 'utf8' }))).toContain(
      'another format',
    );
  });

  it('reads the keys of security tokens as it does', () => {
    const point = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      .publicKey.export({ format: 'der', type: 'spki' })
      .subarray(-65);
    const lines = [
      line('sk-ssh-ed25519@openssh.com', Buffer.alloc(32, 7), Buffer.from('ssh:')),
      line('sk-ecdsa-sha2-nistp256@openssh.com', Buffer.from('nistp256'), point, Buffer.from('ssh:')),
    ];
    for (const [index, text] of lines.entries()) {
      const path = join(folder, `token${index}.pub`);
      writeFileSync(path, `${text}\n`);
      const key = mustBeGranted(readSshPublicKey(text));
      expect({ bits: key.bits, fingerprint: key.fingerprint }).toEqual(saidBySshKeygen(path));
    }
  });
});

const part = (bytes: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};
const line = (algorithm: string, ...parts: Buffer[]) =>
  `${algorithm} ${Buffer.concat([Buffer.from(algorithm), ...parts].map(part)).toString('base64')}`;

function messageOf(text: string): string {
  const read = readSshPublicKey(text);
  return read.ok ? 'accepted' : read.refusal.message;
}

const good = demoPublicKey(new Uint8Array(32).fill(3));

it('knows a key by the fingerprint that OpenSSH prints', () => {
  const known = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl';
  // GitHub publishes this host key and its fingerprint.
  expect(mustBeGranted(readSshPublicKey(known)).fingerprint).toBe('SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU');
});

it.each([
  ['', 'There is no key'],
  ['hello', 'not an SSH public key'],
  [`${good}\n${good}`, 'more than one line'],
  [`from="10.0.0.1" ${good}`, 'Options stand before'],
  [`command="a b",no-pty ${good}`, 'Options stand before'],
  ['ssh-dss AAAAB3NzaC1kc3M=', 'DSA'],
  ['ssh-xmss@openssh.com AAAA', 'not taken'],
  ['PuTTY-User-Key-File-3: ssh-ed25519', 'private key'],
  ['ssh-ed25519', 'not base64'],
  ['ssh-ed25519 !!!!', 'not base64'],
  [good.slice(0, -8), 'cut short'],
  [`ssh-rsa ${good.split(' ')[1]}`, 'says something else'],
  [line('ssh-ed25519', Buffer.alloc(32), Buffer.alloc(1)), 'more behind the key'],
  [line('ssh-rsa', Buffer.from([1, 0, 1]), Buffer.concat([Buffer.from([0, 0]), Buffer.alloc(256, 0xff)])), 'cut short'],
  [line('ssh-rsa', Buffer.from([1, 0, 1]), Buffer.alloc(256, 0xff)), 'cut short'],
  [line('ssh-rsa', Buffer.from([2]), Buffer.concat([Buffer.from([0]), Buffer.alloc(256, 0xff)])), 'can not be right'],
  [line('ecdsa-sha2-nistp256', Buffer.from('nistp384'), Buffer.alloc(65, 4)), 'not on the curve nistp256'],
])('refuses %j', (text, message) => {
  expect(messageOf(text)).toContain(message);
});

it.each([
  ['=', 'x'],
  ['A', '==='],
  ['A=', 'A'],
])('refuses 16 KB of %j at once', (unit, end) => {
  const text = `ssh-rsa ${unit.repeat(16_000 / unit.length)}${end}`;
  expect(messageOf(text)).toContain('not base64');
  expect(fastestMs(() => readSshPublicKey(text))).toBeLessThan(10);
});

it('takes a key with and without its padding, and refuses bits that are of no byte', () => {
  const token = line('sk-ssh-ed25519@openssh.com', Buffer.alloc(32), Buffer.from('ssh:'));
  expect(token).toMatch(/[^=]==?$/);
  const read = mustBeGranted(readSshPublicKey(token));
  expect(mustBeGranted(readSshPublicKey(token.replace(/=+$/, '')))).toEqual(read);
  expect(messageOf(token.replace(/.(=+)$/, '/$1'))).toContain('not base64');
});

it('never throws, and accepts of what is not a key nothing', () => {
  fc.assert(
    fc.property(fc.string(), fc.uint8Array({ maxLength: 200 }), (text, bytes) => {
      messageOf(text);
      expect(messageOf(`ssh-ed25519 ${Buffer.from(bytes).toString('base64')}`)).not.toBe('accepted');
      expect(messageOf(line('ssh-rsa', Buffer.from(bytes)))).not.toBe('accepted');
    }),
  );
});

it('says of every generated key that it is one', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (seed) => {
      const key = mustBeGranted(readSshPublicKey(demoPublicKey(seed)));
      expect(key).toMatchObject({ algorithm: 'ssh-ed25519', bits: 256 });
    }),
  );
});
