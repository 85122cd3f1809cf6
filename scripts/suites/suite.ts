/** One line of `npm test`. */
export type Suite = {
  readonly name: string;
  readonly about: string;
  /** Suites of one turn that follow each other run side by side. */
  readonly turn?: string;
  /** Optional suites need something that no package registry carries: not run there is no failure, even in CI. */
  readonly optional?: () => boolean;
  /** Why this machine can't run it, in words that name what is missing; undefined when it can. */
  readonly whyNot?: (root: string) => string | undefined;
  readonly run: (context: Context) => Promise<Ended>;
};

export type Context = {
  readonly root: string;
  /** Where results go, `test-results`. */
  readonly folder: string;
  /** Runs a program in its own process group; its output goes to the log of the suite. */
  readonly command: (program: string, args: readonly string[], env?: Record<string, string>) => Promise<Exit>;
};

export type Exit = { readonly code: number; readonly timedOut: boolean; readonly output: string };

export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** What a suite came to: its counts, and a sentence for each thing that is wrong beyond them. */
export type Ended = Counts & { readonly problems: readonly string[] };

export type Result = Counts & {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'not run';
  readonly seconds: number;
  readonly reasons: readonly string[];
  readonly tail: readonly string[];
  readonly logFile: string;
};
