/** Processes told apart by pid and start time, so that a pid that was given to another process is never signalled. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { LabError } from './command.ts';

export interface ProcessMark {
  readonly pid: number;
  /** Clock ticks after boot, from /proc/PID/stat. */
  readonly startedTicks: number;
}

interface Stat {
  readonly command: string;
  readonly state: string;
  readonly startedTicks: number;
}

function stat(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = text.lastIndexOf(')');
    const fields = text.slice(end + 2).split(' ');
    return {
      command: text.slice(text.indexOf('(') + 1, end),
      state: fields[0] ?? '',
      startedTicks: Number(fields[19]),
    };
  } catch {
    return undefined;
  }
}

export function markOf(pid: number): ProcessMark {
  const found = stat(pid);
  if (!found) throw new LabError(`Process ${pid} ended before it could be noted.`);
  return { pid, startedTicks: found.startedTicks };
}

/** A zombie counts as ended: it holds nothing, only its parent has yet to ask for its exit code. */
export function isAlive(mark: ProcessMark): boolean {
  const found = stat(mark.pid);
  return found !== undefined && found.startedTicks === mark.startedTicks && !'ZX'.includes(found.state);
}

export function signal(mark: ProcessMark, name: NodeJS.Signals): boolean {
  if (!isAlive(mark)) return false;
  try {
    process.kill(mark.pid, name);
    return true;
  } catch {
    return false;
  }
}

const lookAgainMsMax = 150;

/** There is no event for the end of a process that is not our child, so this looks until a deadline, ever less often. */
export async function until(
  what: string,
  timeoutMs: number,
  condition: () => boolean | Promise<boolean>,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (let waitMs = 5; !(await condition()); waitMs = Math.min(waitMs * 1.3, lookAgainMsMax)) {
    if (performance.now() > deadline) throw new LabError(`${what}: not so after ${timeoutMs} ms.`);
    await delay(waitMs);
  }
}

export async function allEnded(marks: readonly ProcessMark[], timeoutMs = 20_000): Promise<void> {
  await until(`The end of processes ${marks.map(({ pid }) => pid).join(', ')}`, timeoutMs, () => !marks.some(isAlive));
}

const namespaceOf = (pid: number | string): string | undefined => {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return undefined;
  }
};

export interface NamespaceMember extends ProcessMark {
  readonly command: string;
}

/** Every process in the process namespace of `first`, as seen from here. */
export function namespaceMembers(first: ProcessMark): readonly NamespaceMember[] {
  const namespace = isAlive(first) ? namespaceOf(first.pid) : undefined;
  if (!namespace) return [];
  const members: NamespaceMember[] = [];
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry) || namespaceOf(entry) !== namespace) continue;
    const found = stat(Number(entry));
    if (found && !'ZX'.includes(found.state)) {
      members.push({ pid: Number(entry), startedTicks: found.startedTicks, command: found.command });
    }
  }
  return members;
}
