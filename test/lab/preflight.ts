/** Says what a machine lacks for the lab, all of it at once, with the command that provides it. */
import { accessSync, constants, existsSync } from 'node:fs';
import { release } from 'node:os';
import { LabError } from './command.ts';

const programs: Readonly<Record<string, readonly string[]>> = {
  'libvirt-daemon-system': ['libvirtd', 'virtlogd'],
  'libvirt-clients': ['virsh'],
  'qemu-system-x86': ['qemu-system-x86_64'],
  'qemu-utils': ['qemu-img'],
  'dnsmasq-base': ['dnsmasq'],
  iptables: ['iptables', 'ebtables'],
  iproute2: ['ip'],
  'util-linux': ['unshare', 'nsenter', 'setpriv'],
  'openssh-server': ['sshd'],
  'openssh-client': ['ssh', 'ssh-keygen'],
};

const guestPrograms: Readonly<Record<string, readonly string[]>> = {
  'busybox-static': ['busybox'],
  'qemu-guest-agent': ['qemu-ga'],
  syslinux: ['syslinux'],
  mtools: ['mcopy'],
  dosfstools: ['mkfs.vfat'],
  dpkg: ['dpkg-deb'],
  apt: ['apt-get', 'apt-cache'],
};

function isExecutable(program: string): boolean {
  return ['/usr/sbin', '/usr/bin', '/sbin', '/bin', '/usr/local/bin', '/usr/local/sbin'].some((folder) => {
    try {
      accessSync(`${folder}/${program}`, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const missingPackages = (table: Readonly<Record<string, readonly string[]>>): string[] =>
  Object.keys(table).filter((name) => table[name]?.some((program) => !isExecutable(program)));

const install = (packages: readonly string[]): string =>
  `Packages are missing. On Debian 12: apt-get install -y --no-install-recommends ${packages.join(' ')}`;

/** Reasons why no lab can run here; none means that it can. */
export function labObstacles(): readonly string[] {
  if (process.platform !== 'linux') return [`The lab needs Linux; this is ${process.platform}.`];
  const obstacles: string[] = [];
  if (process.getuid?.() !== 0) obstacles.push('The lab needs root, for namespaces and bridges. Run it with sudo.');
  const packages = missingPackages(programs);
  if (packages.length > 0) obstacles.push(install(packages));
  for (const kind of ['net', 'mnt', 'pid', 'uts', 'ipc']) {
    if (!existsSync(`/proc/self/ns/${kind}`)) obstacles.push(`Kernel ${release()} has no ${kind} namespaces.`);
  }
  if (!existsSync('/dev/net/tun')) obstacles.push('/dev/net/tun is missing: load the tun module (modprobe tun).');
  return obstacles;
}

/** Reasons why the guest can't be built here. */
export function guestObstacles(): readonly string[] {
  const packages = missingPackages(guestPrograms);
  return packages.length > 0 ? [install(packages)] : [];
}

export function refuseIfAny(obstacles: readonly string[]): void {
  if (obstacles.length > 0) throw new LabError(obstacles.join('\n'));
}
