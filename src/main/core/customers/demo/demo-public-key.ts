import { createPrivateKey, createPublicKey } from 'node:crypto';

/** What PKCS #8 puts before the 32 bytes of an Ed25519 private key. */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const algorithm = Buffer.from('ssh-ed25519');

/** A valid Ed25519 public key from 32 bytes, the same for the same bytes. The private key is thrown away. */
export function demoPublicKey(seed: Uint8Array): string {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });
  // The raw key is the last 32 bytes of its DER form.
  const raw = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  return `${algorithm} ${Buffer.concat([lengthOf(algorithm), algorithm, lengthOf(raw), raw]).toString('base64')}`;
}

function lengthOf(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return length;
}
