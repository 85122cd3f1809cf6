/** The guest's root file system: a static shell, the drivers of a virtual machine, the guest agent, and our four scripts. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { LabError, run } from '../command.ts';
import { type ArchiveEntry, archive, directory, file, link } from './cpio.ts';

const virtioModules = [
  ...['virtio_pci', 'virtio_blk', 'virtio_net', 'virtio_console', 'virtio_rng', 'virtio_balloon', 'button', 'evdev'],
  ...['nls_cp437', 'nls_ascii', 'nls_iso8859_1', 'vfat'],
];
const ataModules = ['ahci', 'ata_piix', 'sr_mod', 'isofs'];

const plain = (name: string): string => name.replaceAll('-', '_');

/** Module files in the order in which they must be loaded: what one depends on comes before it. */
function modulesOf(folder: string): (names: readonly string[]) => readonly string[] {
  const files = new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ko'))
      .map((path) => [plain(basename(path, '.ko')), join(folder, path)]),
  );
  const dependsOn = (path: string): readonly string[] => {
    const text = readFileSync(path).toString('latin1');
    const start = text.indexOf('\0depends=');
    const value = start < 0 ? '' : text.slice(start + 9, text.indexOf('\0', start + 9));
    return value.split(',').filter(Boolean).map(plain);
  };
  return (names) => {
    const order = new Set<string>();
    const add = (name: string): void => {
      const path = files.get(name);
      // What has no file is built into the kernel.
      if (path === undefined || order.has(path)) return;
      for (const needed of dependsOn(path)) add(needed);
      order.add(path);
    };
    for (const name of names) add(plain(name));
    return [...order];
  };
}

async function programWithLibraries(program: string): Promise<readonly ArchiveEntry[]> {
  const { stdout } = await run(['ldd', program]);
  const libraries = [...stdout.matchAll(/(\/\S+) \(0x/g)].map((match) => match[1] ?? '');
  return [program, ...libraries].map((path) => file(path.slice(1), readFileSync(path), 0o755));
}

const accounts: readonly ArchiveEntry[] = [
  file('etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nlab:x:1000:1000:lab:/home/lab:/bin/sh\n'),
  file('etc/shadow', 'root::19000:0:99999:7:::\nlab:!:19000:0:99999:7:::\n', 0o600),
  file('etc/group', 'root:x:0:\nlab:x:1000:\n'),
  file('etc/hostname', 'tiny\n'),
  file('etc/os-release', 'NAME="Tiny"\nID=tiny\nVERSION_ID="1"\nPRETTY_NAME="Tiny lab guest"\n'),
];

/** The agent sets passwords and shuts down by these programs, as on any Linux. */
const helpers: readonly ArchiveEntry[] = [
  file(
    'usr/sbin/chpasswd',
    `#!/bin/sh
while IFS=: read -r user password; do
  [ "$1" = -e ] || password=$(mkpasswd -m sha512 "$password")
  awk -F: -v OFS=: -v u="$user" -v p="$password" '$1==u{$2=p;f=1}{print}END{exit !f}' /etc/shadow > /run/shadow.$$ &&
    cat /run/shadow.$$ > /etc/shadow || exit 1
done
`,
    0o755,
  ),
  file('sbin/shutdown', '#!/bin/sh\ncase "$*" in *-r*) reboot -f;; *-H*) halt -f;; *) poweroff -f;; esac\n', 0o755),
  file(
    'bin/udhcpc.sh',
    `#!/bin/sh
[ -n "$ip" ] || exit 0
ifconfig $interface $ip netmask \${subnet:-255.255.255.0}
[ -n "$router" ] && route add default gw $router dev $interface
echo "TINY-ADDRESS $interface $ip" > /dev/ttyS0
`,
    0o755,
  ),
  file('bin/report-cgi', '#!/bin/sh\nprintf "Content-Type: application/json\\r\\n\\r\\n"\nexec report\n', 0o755),
  file(
    'bin/load-cgi',
    '#!/bin/sh\nprintf "Content-Type: text/plain\\r\\n\\r\\n"\nload $(echo "$QUERY_STRING" | tr "+&" "  " | tr -cd "a-z0-9. ") && echo loaded\n',
    0o755,
  ),
];

/** `kernelFolder` is an unpacked kernel package. */
export async function buildInitramfs(kernelFolder: string): Promise<Buffer> {
  const modulesRoot = join(kernelFolder, 'lib/modules');
  const [version] = readdirSync(modulesRoot);
  if (version === undefined) throw new LabError(`${modulesRoot} holds no kernel's modules.`);
  const order = modulesOf(join(modulesRoot, version, 'kernel'));
  const virtio = order(virtioModules);
  const ata = order(ataModules);
  const { stdout: applets } = await run(['busybox', '--list']);
  const here = import.meta.dirname;
  const script = (path: string, name: string): ArchiveEntry => file(path, readFileSync(join(here, name)), 0o755);
  const names = (paths: readonly string[]): string =>
    `${paths.map((path) => plain(basename(path, '.ko'))).join(' ')}\n`;
  return zstdCompressSync(
    archive([
      ...['proc', 'sys', 'dev', 'run', 'mnt', 'var/log', 'var/run', 'home/lab'].map((path) => directory(path)),
      ...[directory('root', 0o700), directory('tmp', 0o1777)],
      file('bin/busybox', readFileSync('/bin/busybox'), 0o755),
      ...applets
        .trim()
        .split('\n')
        .filter((name) => name !== 'busybox')
        .map((name) => link(`bin/${name}`, 'busybox')),
      ...[...new Set([...virtio, ...ata])].map((path) =>
        file(`lib/m/${plain(basename(path, '.ko'))}.ko`, readFileSync(path)),
      ),
      file('etc/modules-virtio', names(virtio)),
      file('etc/modules-ata', names(ata)),
      ...(await programWithLibraries('/usr/sbin/qemu-ga')),
      ...accounts,
      // The applet "shutdown" gives way to our own.
      ...helpers,
      script('init', 'init.sh'),
      script('bin/report', 'report.sh'),
      script('bin/load', 'load.sh'),
    ]),
  );
}
