/** A control group of its own for a host, so that CPU shares, memory limits and CPU statistics of guests work in it. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from './command.ts';
import { until } from './processes.ts';

const root = '/sys/fs/cgroup';
/** What libvirt can use; cpuacct, devices, blkio and freezer exist by these names in version 1 only. */
const wanted = {
  v1: ['cpu', 'cpuacct', 'cpuset', 'memory', 'devices', 'freezer', 'blkio', 'pids'],
  v2: ['cpu', 'cpuset', 'memory', 'io', 'pids'],
} as const;

export interface HostCgroup {
  readonly version: 'none' | 'v1' | 'v2';
  readonly controllers: readonly string[];
  /** What libvirt calls the controllers. */
  readonly libvirtControllers: readonly string[];
  readonly folders: readonly string[];
}

export const noCgroup: HostCgroup = { version: 'none', controllers: [], libvirtControllers: [], folders: [] };

export function createCgroup(labName: string, index: number): HostCgroup {
  const own = `headroom-lab-${labName}-h${index}`;
  if (existsSync(join(root, 'cgroup.controllers'))) {
    const offered = readFileSync(join(root, 'cgroup.controllers'), 'utf8').trim().split(' ');
    const controllers = wanted.v2.filter((controller) => offered.includes(controller));
    const folder = join(root, own);
    mkdirSync(folder, { recursive: true });
    for (const controller of controllers) writeFileSync(join(root, 'cgroup.subtree_control'), `+${controller}`);
    return { version: 'v2', controllers, libvirtControllers: ['cpu', 'cpuset', 'memory', 'blkio'], folders: [folder] };
  }
  const controllers = wanted.v1.filter((controller) => existsSync(join(root, controller, 'tasks')));
  if (!controllers.includes('cpu'))
    throw new LabError(`No control groups are mounted at ${root}: leave --cgroups away.`);
  const folders = controllers.map((controller) => join(root, controller, own));
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  // A new cpuset is empty, and no process may enter an empty one.
  if (controllers.includes('cpuset')) {
    for (const name of ['cpuset.cpus', 'cpuset.mems']) {
      writeFileSync(join(root, 'cpuset', own, name), readFileSync(join(root, 'cpuset', name)));
    }
  }
  const libvirtControllers = controllers.filter((name) => name !== 'freezer' && name !== 'pids');
  return { version: 'v1', controllers, libvirtControllers, folders };
}

function removeTree(folder: string): boolean {
  if (!existsSync(folder)) return true;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeTree(join(folder, entry.name));
  }
  try {
    rmdirSync(folder);
    return true;
  } catch {
    // The kernel lets go of a group shortly after its last process ended.
    return false;
  }
}

/** Removes the groups of all hosts of a lab, or of one. */
export async function removeCgroups(labName: string, index?: number): Promise<void> {
  const isOurs = (name: string): boolean =>
    index === undefined
      ? new RegExp(`^headroom-lab-${labName}-h\\d+$`).test(name)
      : name === `headroom-lab-${labName}-h${index}`;
  const parents = [root, ...wanted.v1.map((controller) => join(root, controller))].filter(existsSync);
  const folders = parents.flatMap((parent) =>
    readdirSync(parent)
      .filter(isOurs)
      .map((name) => join(parent, name)),
  );
  if (folders.length > 0) await until('The end of control groups', 5000, () => folders.every(removeTree));
}
