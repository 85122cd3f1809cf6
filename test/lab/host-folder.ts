/** Lays out one host's folder: everything its daemons read and write. A host that is switched on again keeps its own. */
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostName, hostsFile } from './addresses.ts';
import {
  type HostSettings,
  libvirtdConf,
  networkXml,
  poolXml,
  qemuConf,
  shadowFile,
  sshConfig,
  sshdConfig,
} from './host-config.ts';
import type { LabKeys } from './keys.ts';
import { type LabPaths, maxHosts } from './paths.ts';

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = join(root, name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text, { mode: /key|^ssh\/id$|shadow/.test(name) ? 0o600 : 0o644 });
  }
}

const knownHosts = (keys: LabKeys, count: number): string => {
  const lines: string[] = [];
  for (let index = 1; index <= count; index += 1) {
    const { sshHostKey } = keys.host(index);
    const names = hostsFile(index).trim().split('\n').at(-1)?.replaceAll(' ', ',');
    lines.push(`${names} ${sshHostKey}`);
  }
  return `${lines.join('\n')}\n`;
};

/** What the console's side of the lab sees in /etc: names, trust in the hosts, and its own keys. */
export function writeConsoleEtc(folder: string, keys: LabKeys, hostCount: number): void {
  write(folder, {
    hosts: hostsFile(maxHosts),
    'pki/CA/cacert.pem': keys.authorityPem,
    'pki/libvirt/clientcert.pem': keys.clientPem,
    'pki/libvirt/private/clientkey.pem': keys.clientKeyPem,
    'ssh/id': keys.sshPrivateKey,
    'ssh/known_hosts': knownHosts(keys, hostCount),
    'ssh/ssh_config': sshConfig,
  });
}

export function writeHostFolder(paths: LabPaths, keys: LabKeys, host: HostSettings, hostCount: number): string {
  const folder = paths.host(host.index);
  const own = keys.host(host.index);
  const isNew = !existsSync(folder);
  for (const name of ['etc', 'run']) rmSync(join(folder, name), { recursive: true, force: true });
  for (const name of [
    'etc',
    'run',
    'cache/qemu',
    'log/libvirt/qemu',
    'lib/images',
    'lib/shared',
    'lib/guest',
    'libvirt',
  ]) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  write(join(folder, 'etc'), {
    hosts: hostsFile(maxHosts),
    hostname: `${hostName(host.index)}.lab\n`,
    shadow: shadowFile,
    'pki/CA/cacert.pem': keys.authorityPem,
    'pki/libvirt/servercert.pem': own.certificatePem,
    'pki/libvirt/private/serverkey.pem': own.keyPem,
    'pki/libvirt/clientcert.pem': own.certificatePem,
    'pki/libvirt/private/clientkey.pem': own.keyPem,
    'ssh/sshd_config': sshdConfig,
    'ssh/ssh_config': sshConfig,
    'ssh/id': keys.sshPrivateKey,
    'ssh/authorized_keys': `${keys.sshPublicKey}\n`,
    'ssh/known_hosts': knownHosts(keys, hostCount),
  });
  cpSync(own.sshHostKeyFile, join(folder, 'etc/ssh/host_key'));
  // A mount point: the host's lasting configuration is bound over it.
  mkdirSync(join(folder, 'etc/libvirt'), { recursive: true });
  write(join(folder, 'libvirt'), { 'libvirtd.conf': libvirtdConf(host), 'qemu.conf': qemuConf(host) });
  if (!isNew) return folder;

  write(join(folder, 'libvirt'), {
    'qemu/networks/default.xml': networkXml,
    'storage/default.xml': poolXml('default', '/var/lib/libvirt/images'),
    'storage/shared.xml': poolXml('shared', '/var/lib/libvirt/shared'),
  });
  mkdirSync(join(folder, 'libvirt/storage/autostart'));
  for (const pool of ['default.xml', 'shared.xml']) {
    symlinkSync(`/etc/libvirt/storage/${pool}`, join(folder, 'libvirt/storage/autostart', pool));
  }
  if (existsSync('/etc/libvirt/nwfilter'))
    cpSync('/etc/libvirt/nwfilter', join(folder, 'libvirt/nwfilter'), { recursive: true });
  if (existsSync(paths.capabilities))
    cpSync(paths.capabilities, join(folder, 'cache/qemu/capabilities'), { recursive: true });
  return folder;
}
