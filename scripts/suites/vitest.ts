import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Context, Ended, Exit } from './suite.ts';

type VitestReport = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
};

/** Where a run of vitest leaves its counts; the lab's own runner writes the same file. */
export function vitestReportFile(folder: string, name: string): string {
  return join(folder, `${name}.json`);
}

export async function runVitest(context: Context, project: string): Promise<Ended> {
  const file = vitestReportFile(context.folder, project);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return counting(file, () => context.command('vitest', ['run', '--project', project, ...reporters]));
}

/** Runs what writes the report, and believes the counts only together with the exit code. */
export async function counting(file: string, run: () => Promise<Exit>): Promise<Ended> {
  rmSync(file, { force: true });
  const { code } = await run();
  if (!existsSync(file)) {
    return { passed: 0, failed: 0, skipped: 0, problems: [`it ended with code ${code} and left no report`] };
  }
  const report: VitestReport = JSON.parse(readFileSync(file, 'utf8'));
  const { numPassedTests: passed, numFailedTests: failed } = report;
  const problems: string[] = [];
  if (code !== 0 && failed === 0)
    problems.push(passed === 0 ? 'it ran no test' : `it ended with code ${code}, though no test failed`);
  if (code === 0 && failed > 0) problems.push(`it ended with code 0, though ${failed} tests failed`);
  return {
    passed,
    failed,
    skipped: report.numPendingTests + report.numTodoTests,
    problems,
  };
}
