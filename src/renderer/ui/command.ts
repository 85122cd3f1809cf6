import { type Action, offReason, runAction } from './action.ts';
import type { IconComponent } from './icon.tsx';

/** One line of the palette: something to do, or somewhere to go. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** "Commands", "Hosts", "Customers": lines of one group stand together. */
  readonly group: string;
  readonly icon?: IconComponent | undefined;
  /** At the right: what it would cost, or where it is. */
  readonly hint?: string | undefined;
  readonly keywords?: readonly string[];
  readonly shortcut?: string | undefined;
  /** Present means off; it stays listed with the reason. */
  readonly offReason?: string | undefined;
  readonly onRun: () => void;
}

/** Actions on a subject as lines of the palette. */
export function actionsAsCommands<T>(actions: readonly Action<T>[], subject: T, group: string): Command[] {
  return actions.map((action) => ({
    id: `${group}/${action.id}`,
    label: action.label,
    group,
    icon: action.icon,
    hint: action.hint?.(subject),
    shortcut: action.shortcut,
    offReason: offReason(action, subject),
    onRun: () => void runAction(action, subject),
  }));
}

export interface CommandGroup {
  readonly group: string;
  readonly commands: readonly Command[];
}

/** How well a command answers a query: every word must be found; starts of words and labels count most. */
export function scoreCommand(command: Command, query: string): number {
  const label = command.label.toLowerCase();
  const rest = [command.group, command.hint ?? '', ...(command.keywords ?? [])].join(' ').toLowerCase();
  let score = 0;
  for (const word of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    if (label.startsWith(word)) score += 8;
    else if (label.includes(` ${word}`)) score += 6;
    else if (label.includes(word)) score += 4;
    else if (rest.includes(word)) score += 1;
    else return -1;
  }
  return score;
}

/** The commands that answer the query, best first, in groups that keep the order they were given in. */
export function matchCommands(commands: readonly Command[], query: string, limit: number): CommandGroup[] {
  const scored = commands
    .map((command, index) => ({ command, index, score: scoreCommand(command, query) }))
    .filter((one) => one.score >= 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, limit);
  const groups = new Map<string, Command[]>();
  for (const command of commands) groups.set(command.group, []);
  for (const { command } of scored) groups.get(command.group)?.push(command);
  return [...groups].filter(([, list]) => list.length > 0).map(([group, list]) => ({ group, commands: list }));
}
