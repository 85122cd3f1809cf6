import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';

/**
 * A libvirtd of its own for the tests of this package: real daemon, test and QEMU drivers, in private namespaces of mounts, network and
 * processes, so that the machine's own libvirt and network never notice. Killing the namespace's first process ends all inside.
 */
export interface Daemon {
  readonly socket: string;
  readonly folder: string;
  readonly pid: number;
  /** Sends a signal to libvirtd itself. */
  signal(signal: NodeJS.Signals): void;
  /** Starts libvirtd again after it was killed; what it left running goes on. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Why a real daemon can't run here; undefined when it can. */
export function whyNoDaemon(): string | undefined {
  if (process.platform !== 'linux') return 'libvirtd runs on Linux only';
  if (process.getuid?.() !== 0) return 'private namespaces need root';
  if (!existsSync('/usr/sbin/libvirtd')) return 'libvirtd is not installed';
  const probe = spawnSync('unshare', ['--mount', '--net', '--pid', '--fork', 'true']);
  return probe.status === 0 ? undefined : 'namespaces can not be created here';
}

const inner = `
set -e
cd "$FOLDER"
for pair in etc:/etc/libvirt lib:/var/lib/libvirt run:/run/libvirt cache:/var/cache/libvirt log:/var/log/libvirt; do
  mkdir -p "\${pair#*:}"; mount --bind "$FOLDER/\${pair%%:*}" "\${pair#*:}"
done
if [ -n "$(ls sasl)" ]; then mkdir -p /etc/sasl2; mount --bind "$FOLDER/sasl" /etc/sasl2; fi
ip link set lo up
while :; do
  rm -f /run/libvirt/libvirtd.pid
  /usr/sbin/virtlogd -d -p /run/libvirt/virtlogd.pid 2>/dev/null || true
  /usr/sbin/libvirtd -p /run/libvirt/libvirtd.pid & echo $! > "$FOLDER/libvirtd.inner"
  wait $! || true
  while [ ! -e "$FOLDER/again" ]; do sleep 0.05; done
  rm -f "$FOLDER/again"
done
`;

export interface DaemonOptions {
  /** What clients of the socket have to pass. */
  readonly authentication?: 'none' | 'sasl';
  /** Files put into its folder; those in `sasl/` are its /etc/sasl2. */
  readonly files?: (folder: string) => { readonly [path: string]: string };
}

export async function startDaemon(options: DaemonOptions = {}): Promise<Daemon> {
  const folder = mkdtempSync('/tmp/node-libvirt-test-');
  for (const name of ['etc', 'lib', 'run', 'cache', 'log', 'sasl']) mkdirSync(join(folder, name));
  spawnSync('cp', ['-a', '/etc/libvirt/.', join(folder, 'etc')]);
  spawnSync('cp', ['-a', '/var/lib/libvirt/.', join(folder, 'lib')]);
  rmSync(join(folder, 'etc/qemu/networks/autostart'), { recursive: true, force: true });
  writeFileSync(
    join(folder, 'etc/libvirtd.conf'),
    `auth_unix_rw = "${options.authentication ?? 'none'}"\nauth_unix_ro = "none"\nmax_client_requests = 50\nmax_clients = 500\n` +
      `host_uuid = "00000000-0000-4000-8000-0000000000a1"\nlog_outputs = "3:file:/var/log/libvirt/libvirtd.log"\n`,
  );
  writeFileSync(
    join(folder, 'etc/qemu.conf'),
    'user = "root"\ngroup = "root"\nsecurity_driver = "none"\nnamespaces = []\ncgroup_controllers = []\nstdio_handler = "logd"\n',
  );
  for (const [path, text] of Object.entries(options.files?.(folder) ?? {})) writeFileSync(join(folder, path), text);
  // It ends with this process too, however that ends.
  const child = spawn(
    'setpriv',
    [
      '--pdeathsig',
      'KILL',
      'unshare',
      '--mount',
      '--net',
      '--uts',
      '--ipc',
      '--pid',
      '--fork',
      '--kill-child',
      '--mount-proc',
      'bash',
      '-c',
      inner,
    ],
    { env: { ...process.env, FOLDER: folder }, stdio: 'ignore' },
  );
  const socket = join(folder, 'run/libvirt-sock');
  const stop = async (): Promise<void> => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await until(() => answers(socket), 20_000, 'libvirtd did not open its socket');
  } catch (error) {
    await stop();
    throw error;
  }
  const pid = (): number => libvirtdPid(child.pid ?? 0);
  return {
    socket,
    folder,
    pid: pid(),
    signal: (signal) => process.kill(pid(), signal),
    async restart() {
      await until(async () => !(await answers(socket)), 20_000, 'the killed libvirtd did not end');
      writeFileSync(join(folder, 'again'), '');
      await until(() => answers(socket), 20_000, 'libvirtd did not come back');
    },
    stop,
  };
}

/** libvirtd as this namespace sees it: a grandchild of `unshare`. */
function libvirtdPid(unsharePid: number): number {
  const children = (pid: number): number[] =>
    spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter((line) => line !== '')
      .map(Number);
  for (const shell of children(unsharePid)) {
    for (const candidate of children(shell)) {
      const name = spawnSync('ps', ['-o', 'comm=', '-p', String(candidate)], { encoding: 'utf8' }).stdout.trim();
      if (name === 'libvirtd') return candidate;
    }
  }
  throw new Error('libvirtd does not run');
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createConnection({ path: socket });
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}

/** Polls a condition; the only way tests wait. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  timeoutMs: number,
  otherwise: string,
): Promise<void> {
  const deadlineMs = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadlineMs) throw new Error(`${otherwise} within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
