/** Starting and ending one host: its namespaces, its two links into the lab, its daemons. */
import { join } from 'node:path';
import { dataMac, hostAddress, hostName, managementMac } from './addresses.ts';
import { announcer } from './announcer.ts';
import { createCgroup, noCgroup, removeCgroups } from './cgroups.ts';
import { run } from './command.ts';
import { writeHostFolder } from './host-folder.ts';
import type { LabKeys } from './keys.ts';
import type { Outer } from './outer.ts';
import type { LabPaths } from './paths.ts';
import { allEnded, markOf, signal } from './processes.ts';
import type { HostRecord } from './record.ts';

export interface HostStart {
  readonly labName: string;
  readonly index: number;
  readonly hostCount: number;
  readonly cgroups: boolean;
  readonly kvm: 'machine' | 'absent';
}

/** QEMU's capabilities are probed by the first start on a machine, which can take a minute where /dev/kvm is odd. */
const readyTimeoutMs = 90_000;

export const managementLink = (index: number): string => `${hostName(index)}-m`;
export const dataLink = (index: number): string => `${hostName(index)}-d`;

export async function startHost(paths: LabPaths, keys: LabKeys, outer: Outer, start: HostStart): Promise<HostRecord> {
  const { index } = start;
  const cgroup = start.cgroups ? createCgroup(start.labName, index) : noCgroup;
  const folder = writeHostFolder(
    paths,
    keys,
    { index, labName: start.labName, cgroupControllers: cgroup.libvirtControllers },
    start.hostCount,
  );
  const enter = ['nsenter', '--target', String(outer.first.pid), '--net', '--mount', '--pid', '--'];
  const unshare = ['unshare', '--mount', '--net', '--uts', '--ipc', '--pid', '--cgroup', '--fork', '--kill-child'];
  // The control group is entered before the namespaces are made: the new cgroup namespace then shows it as the root.
  const join1 = 'for folder in $CGROUP_FOLDERS; do echo $$ > $folder/cgroup.procs; done; exec "$@"';
  const started = announcer({
    command: [...enter, 'bash', '-c', join1, 'host', ...unshare, 'bash', join(import.meta.dirname, 'inside/host.sh')],
    env: {
      RACK: paths.rack,
      GUEST: paths.guest,
      HOST: folder,
      HOST_NAME: hostName(index),
      ADDRESS: `${hostAddress(index)}/24`,
      KVM: start.kvm,
      CGROUPS: cgroup.version,
      CONTROLLERS: cgroup.controllers.join(' '),
      CGROUP_FOLDERS: cgroup.folders.join(' '),
    },
    log: join(folder, 'log/lab.log'),
  });
  try {
    const first = markOf(Number(await started.line('pid', 10_000)));
    await link(outer, index, first.pid);
    started.say('linked');
    await started.line('ready', readyTimeoutMs);
    started.release(false);
    return { index, first, wrapper: started.wrapper, cgroups: start.cgroups, kvm: start.kvm, on: true };
  } catch (error) {
    started.abandon();
    throw error;
  }
}

async function link(outer: Outer, index: number, pid: number): Promise<void> {
  const [management, data] = [managementLink(index), dataLink(index)];
  const batch = [
    `link add ${management} type veth peer name mgmt address ${managementMac(index)} netns ${pid}`,
    `link set ${management} master lab0 up`,
    `link add ${data} type veth peer name data address ${dataMac(index)} netns ${pid}`,
    `link set ${data} master labdata up`,
  ];
  await run(['nsenter', '--target', String(outer.first.pid), '--net', '--', 'ip', '-batch', '-'], {
    input: `${batch.join('\n')}\n`,
  });
}

/**
 * As a power cut. The links go first: dying processes would otherwise say goodbye to their peers, and their namespace would refuse
 * connections for a moment, which no host without power does.
 */
export async function cutHost(labName: string, outer: Outer, host: HostRecord): Promise<void> {
  const links = [managementLink(host.index), dataLink(host.index)].map((name) => `link del ${name}\n`);
  const enter = ['nsenter', '--target', String(outer.first.pid), '--net', '--'];
  await run([...enter, 'ip', '-force', '-batch', '-'], { input: links.join(''), mayFail: true });
  signal(host.first, 'SIGKILL');
  await allEnded([host.first, host.wrapper]);
  if (host.cgroups) await removeCgroups(labName, host.index);
}

/** The command as it runs on the host itself. */
export const onHost = (host: HostRecord, command: readonly string[]): readonly string[] => [
  'nsenter',
  '--target',
  String(host.first.pid),
  ...['--mount', '--uts', '--ipc', '--net', '--pid', '--cgroup', '--wd=/', '--'],
  ...command,
];
