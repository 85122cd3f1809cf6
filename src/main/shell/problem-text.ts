import type { Refusal } from '../../shared/refusal.ts';

/** What a message box says: what failed with the figure, what did not change, and what each button does. */
export interface ProblemText<Choice extends string> {
  readonly type: 'error' | 'question' | 'warning';
  readonly title: string;
  readonly message: string;
  readonly detail: string;
  /** In the order shown; the first is the default unless another is named. The last is taken when the box is closed. */
  readonly choices: ReadonlyArray<{ readonly choice: Choice; readonly label: string }>;
  readonly defaultChoice?: Choice;
}

export function coreGaveUpText(
  ends: number,
  windowMs: number,
  exitCode: number | null,
  logPath: string,
): ProblemText<'retry' | 'show-log' | 'quit'> {
  const code = exitCode === null ? 'it was ended by a signal' : `its last exit code was ${exitCode}`;
  return {
    type: 'error',
    title: 'Headroom',
    message: `Core ended ${ends} times within ${duration(windowMs)} and is not started again`,
    detail: [
      `Core is the part that holds the catalog and talks to the hosts; ${code}.`,
      'Machines on the hosts go on running. What was confirmed before is in the catalog; what was under way goes on when core runs again.',
      `The log says why: ${logPath}`,
    ].join('\n\n'),
    choices: [
      { choice: 'retry', label: 'Start core again' },
      { choice: 'show-log', label: 'Show the log' },
      { choice: 'quit', label: 'Quit' },
    ],
  };
}

export function coreRefusedText(refusal: Refusal): ProblemText<'retry' | 'quit'> {
  return {
    type: 'error',
    title: 'Headroom',
    message: refusal.message,
    detail: [...refusal.reasons, refusal.whatToDo, `Code: ${refusal.code}`].join('\n\n'),
    choices: [
      { choice: 'retry', label: 'Try again' },
      { choice: 'quit', label: 'Quit' },
    ],
  };
}

export function windowGaveUpText(ends: number, windowMs: number, reason: string): ProblemText<'retry' | 'quit'> {
  return {
    type: 'error',
    title: 'Headroom',
    message: `The window’s page ended ${ends} times within ${duration(windowMs)}`,
    detail: `The last reason was “${reason}”. Core goes on running; nothing was lost. If it happens on one page only, load it again and open another.`,
    choices: [
      { choice: 'retry', label: 'Load it again' },
      { choice: 'quit', label: 'Quit' },
    ],
  };
}

export const windowHangsText: ProblemText<'reload' | 'wait'> = {
  type: 'warning',
  title: 'Headroom',
  message: 'The window does not answer',
  detail:
    'Core goes on running. Loading the window again loses what was typed into an open form and not yet confirmed.',
  choices: [
    { choice: 'wait', label: 'Wait' },
    { choice: 'reload', label: 'Load it again' },
  ],
};

export function openLinkText(shown: string, address: string): ProblemText<'open' | 'cancel'> {
  return {
    type: 'question',
    title: 'Headroom',
    message: `Open ${shown} outside Headroom?`,
    detail: address,
    choices: [
      { choice: 'open', label: 'Open' },
      { choice: 'cancel', label: 'Cancel' },
    ],
    // A page may ask while the operator is typing; Enter must not send them somewhere.
    defaultChoice: 'cancel',
  };
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 120) return `${seconds} seconds`;
  return `${Math.round(seconds / 60)} minutes`;
}
