/** The identity of an SSH host, as shown to the caller who decides about it. */
import { createHash } from 'node:crypto';

export interface HostKey {
  readonly host: string;
  readonly port: number;
  /** `ssh-ed25519`, `ecdsa-sha2-nistp256`, `ssh-rsa`, … */
  readonly algorithm: string;
  /** As OpenSSH prints it: `SHA256:` and base64 without padding. */
  readonly fingerprint: string;
  /** The public key as it travels. Compare this, or the fingerprint, with what was pinned. */
  readonly key: Buffer;
}

export type HostKeyVerdict =
  | { readonly accept: true }
  | {
      readonly accept: false;
      /** `host-key-changed` when another key is pinned for this host, `unknown-host-key` when none is. */
      readonly reason: 'host-key-changed' | 'unknown-host-key';
      /** The fingerprint that is pinned, for the message. */
      readonly expected?: string;
    };

const algorithmBytesMax = 64;

export function hostKey(host: string, port: number, key: Buffer): HostKey {
  const length = key.length >= 4 ? key.readUInt32BE(0) : 0;
  const isPlausible = length > 0 && length <= algorithmBytesMax && key.length >= 4 + length;
  const algorithm = isPlausible ? key.subarray(4, 4 + length).toString('latin1') : 'unknown';
  const digest = createHash('sha256').update(key).digest('base64').replace(/=+$/, '');
  return { host, port, algorithm, fingerprint: `SHA256:${digest}`, key: Buffer.from(key) };
}
