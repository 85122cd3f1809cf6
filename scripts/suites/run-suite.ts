import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import type { Ended, Exit, Result, Suite } from './suite.ts';

const timeLimitMs = 20 * 60_000;
const tailLines = 40;

export type Where = {
  readonly root: string;
  readonly folder: string;
  /** In CI a suite that can't run is a failure: a machine that lost a part must not look healthy. */
  readonly mustRun: boolean;
  readonly timeoutMs?: number;
};

export async function runSuite(suite: Suite, where: Where): Promise<Result> {
  const logFile = join(where.folder, `${suite.name}.log`);
  rmSync(logFile, { force: true });
  const base = { name: suite.name, logFile, tail: [], passed: 0, skipped: 0 };
  const whyNot = suite.whyNot?.(where.root);
  if (whyNot !== undefined) {
    const failed = where.mustRun && !suite.optional?.() ? 1 : 0;
    const outcome = failed === 1 ? 'failed' : 'not run';
    return { ...base, outcome, failed, seconds: 0, reasons: [`not run: ${whyNot}`] };
  }
  const startedMs = performance.now();
  const exits: Exit[] = [];
  const ended = await ending(suite, where, logFile, exits);
  const reasons = [...ended.problems, ...exits.flatMap((exit) => (exit.timedOut ? ['it ran out of time'] : []))];
  if (reasons.length === 0 && ended.failed === 0 && ended.passed === 0) reasons.push('it ran no test');
  const wrong = reasons.length > 0 || ended.failed > 0;
  return {
    name: suite.name,
    logFile,
    outcome: wrong ? 'failed' : 'passed',
    passed: ended.passed,
    // A suite that broke without naming a test still counts as one failure.
    failed: wrong ? Math.max(1, ended.failed) : 0,
    skipped: ended.skipped,
    seconds: (performance.now() - startedMs) / 1000,
    reasons,
    tail: wrong ? lastLines(exits, reasons.length > 0) : [],
  };
}

async function ending(suite: Suite, where: Where, logFile: string, exits: Exit[]): Promise<Ended> {
  const { root, folder } = where;
  const timeoutMs = where.timeoutMs ?? timeLimitMs;
  try {
    return await suite.run({
      root,
      folder,
      command: async (program, args, env = {}) => {
        const exit = await runCommand(program, args, { root, logFile, timeoutMs, env });
        exits.push(exit);
        return exit;
      },
    });
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { passed: 0, failed: 0, skipped: 0, problems: [text] };
  }
}

/** The output of the commands that failed; where none did and no reason is known, of all. */
function lastLines(exits: readonly Exit[], explained: boolean): string[] {
  const failed = exits.filter((exit) => exit.code !== 0 || exit.timedOut);
  const shown = failed.length > 0 || explained ? failed : exits;
  return shown.flatMap((exit) => exit.output.trimEnd().split('\n').slice(-tailLines));
}
