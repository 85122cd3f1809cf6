/** The lab's keys: one authority, one console, one pair for each host. Made once, kept in the cache, worth nothing elsewhere. */
import { createPrivateKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Authority, issue, newAuthority } from '../../packages/node-libvirt/test/support/certificates.ts';
import { hostAddress, hostName } from './addresses.ts';
import { run } from './command.ts';

export interface LabKeys {
  readonly folder: string;
  readonly authorityPem: string;
  readonly clientPem: string;
  readonly clientKeyPem: string;
  readonly sshPrivateKey: string;
  readonly sshPublicKey: string;
  host(index: number): HostKeys;
}

export interface HostKeys {
  readonly certificatePem: string;
  readonly keyPem: string;
  readonly sshHostKeyFile: string;
  /** The public half, as `ssh-ed25519 AAAA…`. */
  readonly sshHostKey: string;
}

const renewAfterMs = 3000 * 86_400_000;
const authorityName = 'Headroom lab authority';

async function sshPair(file: string): Promise<void> {
  if (!existsSync(file)) await run(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'lab', '-f', file]);
}

async function pair(authority: Authority, folder: string, name: string, names: readonly string[]): Promise<void> {
  if (existsSync(join(folder, `${name}.pem`))) return;
  // Hosts are clients of each other when they migrate a guest.
  const usages = names.length > 0 ? (['server', 'client'] as const) : (['client'] as const);
  const commonName = names[0] ?? `${name}.lab`;
  const made = await issue(authority, { commonName, organization: 'lab', names, usages });
  writeFileSync(join(folder, `${name}.key`), made.keyPem, { mode: 0o600 });
  writeFileSync(join(folder, `${name}.pem`), made.certificatePem);
}

async function authorityIn(folder: string): Promise<Authority> {
  const [certificate, key] = [join(folder, 'authority.pem'), join(folder, 'authority.key')];
  if (existsSync(certificate) && Date.now() - statSync(certificate).mtimeMs > renewAfterMs)
    rmSync(folder, { recursive: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (existsSync(certificate)) {
    const text = readFileSync(certificate, 'utf8');
    return { commonName: authorityName, certificatePem: text, key: createPrivateKey(readFileSync(key)) };
  }
  const made = await newAuthority(authorityName, 'rsa');
  writeFileSync(key, made.key.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(certificate, made.certificatePem);
  return made;
}

export async function ensureKeys(folder: string, hostCount: number): Promise<LabKeys> {
  const authority = await authorityIn(folder);
  const indexes = Array.from({ length: hostCount }, (_, index) => index + 1);
  await Promise.all([
    pair(authority, folder, 'console', []),
    sshPair(join(folder, 'console.ssh')),
    ...indexes.flatMap((index) => [
      pair(authority, folder, hostName(index), [`${hostName(index)}.lab`, hostName(index), hostAddress(index)]),
      sshPair(join(folder, `${hostName(index)}.ssh`)),
    ]),
  ]);
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  return {
    folder,
    authorityPem: authority.certificatePem,
    clientPem: read('console.pem'),
    clientKeyPem: read('console.key'),
    sshPrivateKey: read('console.ssh'),
    sshPublicKey: read('console.ssh.pub').trim(),
    host: (index) => ({
      certificatePem: read(`${hostName(index)}.pem`),
      keyPem: read(`${hostName(index)}.key`),
      sshHostKeyFile: join(folder, `${hostName(index)}.ssh`),
      sshHostKey: read(`${hostName(index)}.ssh.pub`)
        .trim()
        .split(' ')
        .slice(0, 2)
        .join(' '),
    }),
  };
}
