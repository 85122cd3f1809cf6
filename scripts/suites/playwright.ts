import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Context, Ended } from './suite.ts';

type PlaywrightReport = {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly errors: readonly { readonly message?: string }[];
};

export async function runPlaywright(
  context: Context,
  project: string,
  wrapper: readonly string[] = [],
): Promise<Ended> {
  const file = join(context.folder, `playwright-${project}.json`);
  rmSync(file, { force: true });
  const args = ['test', '-c', 'playwright.config.ts', '--project', project, '--reporter=list,json'];
  const [program = 'playwright', ...rest] = [...wrapper, 'playwright', ...args];
  const { code } = await context.command(program, rest, { PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  if (!existsSync(file)) {
    return { passed: 0, failed: 0, skipped: 0, problems: [`it ended with code ${code} and left no report`] };
  }
  const { stats, errors }: PlaywrightReport = JSON.parse(readFileSync(file, 'utf8'));
  // A test that passed only on a second try has shown a defect.
  const failed = stats.unexpected + stats.flaky;
  const problems = errors.map((error) => error.message ?? 'an error outside of any test');
  if (code !== 0 && failed === 0 && problems.length === 0)
    problems.push(`it ended with code ${code}, though no test failed`);
  return { passed: stats.expected, failed, skipped: stats.skipped, problems };
}
