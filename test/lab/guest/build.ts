/** Builds the tiny guest from Debian's packages, once; later calls find it in the cache and need neither network nor tools. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LabError, run } from '../command.ts';
import type { LabPaths } from '../paths.ts';
import { guestObstacles, refuseIfAny } from '../preflight.ts';
import { withLock } from '../record.ts';
import { buildInitramfs } from './image.ts';

export interface Guest {
  readonly kernel: string;
  readonly initramfs: string;
  /** A disk that boots by itself. */
  readonly disk: string;
}

/** Where every lab host sees the folder of the guest, read-only. */
export const guestFolderOnHost = '/var/lib/libvirt/guest';
export const guestOnHost: Guest = {
  kernel: `${guestFolderOnHost}/vmlinuz`,
  initramfs: `${guestFolderOnHost}/initramfs`,
  disk: `${guestFolderOnHost}/tiny.qcow2`,
};

const sources = ['init.sh', 'report.sh', 'load.sh', 'image.ts', 'cpio.ts', 'build.ts'];

function sourcesDigest(): string {
  const hash = createHash('sha256');
  for (const name of sources) hash.update(readFileSync(join(import.meta.dirname, name)));
  return hash.digest('hex');
}

export function buildGuest(paths: LabPaths, options: { readonly rebuild?: boolean } = {}): Promise<Guest> {
  return withLock(paths.cacheLock, () => build(paths, options.rebuild ?? false));
}

async function build(paths: LabPaths, rebuild: boolean): Promise<Guest> {
  const guest = {
    kernel: join(paths.guest, 'vmlinuz'),
    initramfs: join(paths.guest, 'initramfs'),
    disk: join(paths.guest, 'tiny.qcow2'),
  };
  const stamp = join(paths.guest, 'built-from');
  const digest = sourcesDigest();
  const isBuilt = Object.values(guest).every(existsSync) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
  if (isBuilt && !rebuild) return guest;
  refuseIfAny(guestObstacles());
  mkdirSync(paths.guest, { recursive: true });
  const work = mkdtempSync(join(tmpdir(), 'headroom-guest-'));
  try {
    const kernelFolder = await unpackKernel(paths.cache);
    const [kernel] = readdirSync(join(kernelFolder, 'boot')).filter((name) => name.startsWith('vmlinuz'));
    if (kernel === undefined) throw new LabError(`${kernelFolder}/boot holds no kernel.`);
    writeFileSync(join(work, 'vmlinuz'), readFileSync(join(kernelFolder, 'boot', kernel)));
    writeFileSync(join(work, 'initramfs'), await buildInitramfs(kernelFolder));
    await buildDisk(work);
    // Each is replaced as a whole: a host that boots from the old one this moment reads the old one to its end.
    for (const name of ['vmlinuz', 'initramfs', 'tiny.qcow2']) {
      writeFileSync(join(paths.guest, `${name}.new`), readFileSync(join(work, name)));
      renameSync(join(paths.guest, `${name}.new`), join(paths.guest, name));
    }
    writeFileSync(stamp, digest);
    return guest;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function unpackKernel(cache: string): Promise<string> {
  const folder = join(cache, 'kernel');
  if (existsSync(join(folder, 'boot'))) return folder;
  const work = mkdtempSync(join(tmpdir(), 'headroom-kernel-'));
  try {
    const { stdout } = await run(['apt-cache', 'depends', '--important', 'linux-image-cloud-amd64']);
    const name = /Depends: (linux-image-\S+)/.exec(stdout)?.[1];
    if (name === undefined) {
      throw new LabError(
        'The package lists know no linux-image-cloud-amd64: run apt-get update on a Debian 12 machine.',
      );
    }
    await run(['apt-get', '-q', 'download', name], { cwd: work, timeoutMs: 300_000 });
    const [archive] = readdirSync(work).filter((file) => file.endsWith('.deb'));
    await run(['dpkg-deb', '-x', join(work, archive ?? ''), join(work, 'unpacked')], { timeoutMs: 120_000 });
    rmSync(folder, { recursive: true, force: true });
    await run(['cp', '-R', join(work, 'unpacked'), folder]);
    return folder;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const bootMenu = `SERIAL 0 115200
DEFAULT tiny
PROMPT 0
TIMEOUT 0
LABEL tiny
 KERNEL /vmlinuz
 INITRD /initramfs
 APPEND console=ttyS0 quiet panic=-1
`;

/** A FAT file system with a boot sector: neither partitions nor a mount are needed to make it. */
async function buildDisk(work: string): Promise<void> {
  const raw = join(work, 'tiny.raw');
  await run(['truncate', '-s', '48M', raw]);
  await run(['mkfs.vfat', '-n', 'TINYROOT', raw]);
  await run(['syslinux', '--install', raw]);
  writeFileSync(join(work, 'syslinux.cfg'), bootMenu);
  writeFileSync(join(work, 'layer.txt'), 'base-v1\n');
  const files = ['syslinux.cfg', 'vmlinuz', 'initramfs', 'layer.txt'].map((name) => join(work, name));
  await run(['mcopy', '-i', raw, ...files, '::/']);
  await run(['qemu-img', 'convert', '-f', 'raw', '-O', 'qcow2', raw, join(work, 'tiny.qcow2')]);
}
