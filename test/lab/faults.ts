/** What goes wrong in a rack, done for real to a lab host. */
import { run } from './command.ts';
import { managementLink, onHost } from './host.ts';
import { powerOff, powerOn } from './lab.ts';
import { allEnded, isAlive, namespaceMembers, type ProcessMark, signal, until } from './processes.ts';
import type { HostRecord, LabRecord } from './record.ts';

export interface Faults {
  /** libvirtd is there and answers nothing, until `continueDaemon`. */
  stopDaemon(): void;
  continueDaemon(): void;
  /** libvirtd is gone; the guests run on. */
  killDaemon(): Promise<void>;
  /** Kills it if it runs, and waits until the new one answers. */
  restartDaemon(): Promise<void>;
  /** The host's management link has no carrier. */
  linkDown(): Promise<void>;
  linkUp(): Promise<void>;
  /** A power cut, guests included. */
  killHost(): Promise<void>;
  startHost(): Promise<void>;
  /** Ends a guest's QEMU as the kernel does when memory runs out. */
  killGuest(name: string): Promise<void>;
}

export const daemonOf = (host: HostRecord): readonly ProcessMark[] =>
  namespaceMembers(host.first).filter(({ command }) => command === 'libvirtd');

/** `current` gives the records as they are now: a host that was switched on again has other processes. */
export function faultsOf(index: number, current: () => { lab: LabRecord; host: HostRecord }): Faults {
  const killDaemon = async (): Promise<void> => {
    const daemons = daemonOf(current().host);
    for (const daemon of daemons) signal(daemon, 'SIGKILL');
    await allEnded(daemons);
  };
  const setLink = async (state: 'up' | 'down'): Promise<void> => {
    const { lab } = current();
    const enter = ['nsenter', '--target', String(lab.first.pid), '--net', '--'];
    await run([...enter, 'ip', 'link', 'set', managementLink(index), state]);
  };
  return {
    stopDaemon: () => daemonOf(current().host).forEach((daemon) => void signal(daemon, 'SIGSTOP')),
    continueDaemon: () => daemonOf(current().host).forEach((daemon) => void signal(daemon, 'SIGCONT')),
    killDaemon,
    async restartDaemon() {
      await killDaemon();
      const { host } = current();
      const start = ['/usr/sbin/libvirtd', '-d', '--listen', '-p', '/run/libvirt/libvirtd.pid'];
      await run(onHost(host, start));
      await run(onHost(host, ['virsh', '-c', 'qemu:///system', 'version']));
    },
    linkDown: () => setLink('down'),
    linkUp: () => setLink('up'),
    async killHost() {
      await powerOff(current().lab.name, index);
    },
    async startHost() {
      await powerOn(current().lab.name, index);
    },
    async killGuest(name) {
      const { host } = current();
      const { stdout } = await run(onHost(host, ['cat', `/run/libvirt/qemu/${name}.pid`]));
      await run(onHost(host, ['kill', '-9', stdout.trim()]));
      const file = `/run/libvirt/qemu/${name}.pid`;
      await until(`The end of guest ${name}`, 10_000, async () => {
        const { code } = await run(onHost(host, ['test', '-e', file]), { mayFail: true });
        return code !== 0;
      });
    },
  };
}

/** Puts right whatever a test left wrong. */
export async function repair(host: HostRecord, faults: Faults): Promise<void> {
  if (!isAlive(host.first)) return await faults.startHost();
  await faults.linkUp();
  faults.continueDaemon();
  if (daemonOf(host).length === 0) await faults.restartDaemon();
}
