import type { IconComponent } from './icon.tsx';
import { toastFailure } from './toast.tsx';

export interface Refused {
  readonly reason: string;
}

/** One thing an operator can do to a subject. Menu, palette, button and shortcut share it. */
export interface Action<T> {
  readonly id: string;
  /** A verb and what it acts on: "Drain host". */
  readonly label: string;
  readonly icon?: IconComponent;
  /** Like `E`, `shift+D` or `mod+Enter`. */
  readonly shortcut?: string;
  /** Shown in the colour of danger and kept at the end of menus. */
  readonly danger?: boolean;
  /** What it would cost, shown beside it: "31 instances, about 9 min". */
  readonly hint?: (subject: T) => string | undefined;
  readonly canRun: (subject: T) => true | Refused;
  readonly run: (subject: T) => Promise<void>;
}

/** The reason why an action is off for this subject, or undefined when it is on. */
export function offReason<T>(action: Action<T>, subject: T): string | undefined {
  const answer = action.canRun(subject);
  return answer === true ? undefined : answer.reason;
}

/**
 * Runs an action if it may run now. Refusals are values that `run` shows by itself; what is thrown is a defect,
 * and the operator must at least see that nothing happened.
 */
export async function runAction<T>(action: Action<T>, subject: T): Promise<void> {
  if (action.canRun(subject) !== true) return;
  try {
    await action.run(subject);
  } catch (error) {
    toastFailure(action.label, error);
  }
}

/** Ordinary actions first in the order given, dangerous ones last. */
export function inMenuOrder<T>(actions: readonly Action<T>[]): readonly Action<T>[] {
  return [...actions.filter((action) => !action.danger), ...actions.filter((action) => action.danger)];
}
