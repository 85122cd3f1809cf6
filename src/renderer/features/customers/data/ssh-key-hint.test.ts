import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { sshKeyHint } from './ssh-key-hint.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
const field = (bytes: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
const blob = Buffer.concat([field(Buffer.from('ssh-ed25519')), field(raw)]).toString('base64');

test('a whole key is said to be one, and its comment offered as its name', () => {
  expect(sshKeyHint(`ssh-ed25519 ${blob} anna@laptop 2\n`)).toMatchObject({ ok: true, comment: 'anna@laptop 2' });
});

test('nothing pasted, nothing said', () => expect(sshKeyHint('  \n')).toBeUndefined());

test.each([
  ['a private key', privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), /private key, and it was not sent/],
  ['SSH2 form', '---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n', /OpenSSH form/],
  ['two keys', `ssh-ed25519 ${blob}\nssh-ed25519 ${blob}`, /These are 2 lines/],
  ['no algorithm', blob, /begins with its algorithm/],
  ['a cut key', `ssh-ed25519 ${blob.slice(0, 20)}`, /cut off/],
  ['not base64', 'ssh-ed25519 ****', /cut off, or not base64/],
  ['another algorithm inside', `ssh-rsa ${blob}`, /says ssh-rsa, and the key inside is ssh-ed25519/],
])('%s is named as such', (_what, pasted, says) => {
  expect(sshKeyHint(pasted)).toMatchObject({ ok: false, text: expect.stringMatching(says) });
});
