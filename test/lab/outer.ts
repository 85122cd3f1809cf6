/** The lab's outer namespaces: a network with two bridges and no way out, its own /etc, and a process tree that ends as one. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gateway } from './addresses.ts';
import { announcer } from './announcer.ts';
import type { LabPaths } from './paths.ts';
import { markOf, type ProcessMark } from './processes.ts';

export interface Outer {
  readonly first: ProcessMark;
  readonly wrapper: ProcessMark;
}

/** With `hold`, the whole lab ends when this process does, even by SIGKILL. */
export async function startOuter(paths: LabPaths, hold: boolean): Promise<Outer> {
  mkdirSync(join(paths.rack, 'machine-etc'), { recursive: true });
  mkdirSync(join(paths.rack, 'shared'), { recursive: true });
  mkdirSync(paths.guest, { recursive: true });
  const script = join(import.meta.dirname, 'inside/outer.sh');
  const started = announcer({
    command: ['unshare', '--net', '--mount', '--pid', '--fork', '--kill-child', 'bash', script],
    env: { RACK: paths.rack, GATEWAY: `${gateway}/24`, HOLD: hold ? 'yes' : 'no' },
    log: join(paths.rack, 'outer.log'),
  });
  try {
    const first = markOf(Number(await started.line('pid', 10_000)));
    await started.line('ready', 10_000);
    started.release(hold);
    return { first, wrapper: started.wrapper };
  } catch (error) {
    started.abandon();
    throw error;
  }
}

/** The command as it runs with the lab's network and /etc; its files are the machine's. */
export const insideOuter = (outer: ProcessMark, command: readonly string[]): readonly string[] => [
  'nsenter',
  '--target',
  String(outer.pid),
  '--net',
  '--mount',
  `--wd=${process.cwd()}`,
  '--',
  ...command,
];
