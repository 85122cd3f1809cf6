/** A NoCloud-like seed as a small FAT disk with the label that guests look for. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../command.ts';

export interface Seed {
  readonly instanceId: string;
  readonly hostname: string;
  readonly sshKeys?: readonly string[];
  readonly commands?: readonly string[];
  /** `address/prefix` for the first interface; DHCP without it. */
  readonly address?: string;
}

export const userData = (seed: Seed): string =>
  [
    '#cloud-config',
    `hostname: ${seed.hostname}`,
    'ssh_authorized_keys:',
    ...(seed.sshKeys ?? []).map((key) => `  - ${key}`),
    'runcmd:',
    ...(seed.commands ?? []).map((command) => `  - ${command}`),
    '',
  ].join('\n');

export async function writeSeed(path: string, seed: Seed): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'headroom-seed-'));
  try {
    const addresses = seed.address ? `    addresses: [${seed.address}]\n` : '    dhcp4: true\n';
    writeFileSync(join(work, 'meta-data'), `instance-id: ${seed.instanceId}\nlocal-hostname: ${seed.hostname}\n`);
    writeFileSync(join(work, 'user-data'), userData(seed));
    writeFileSync(
      join(work, 'network-config'),
      `version: 2\nethernets:\n  nic0:\n    match: {name: "e*"}\n${addresses}`,
    );
    rmSync(path, { force: true });
    await run(['truncate', '-s', '1M', path]);
    await run(['mkfs.vfat', '-n', 'CIDATA', path]);
    await run([
      'mcopy',
      '-i',
      path,
      ...['meta-data', 'user-data', 'network-config'].map((name) => join(work, name)),
      '::/',
    ]);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
