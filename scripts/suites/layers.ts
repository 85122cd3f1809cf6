import { execFileSync } from 'node:child_process';
import type { Context, Ended } from './suite.ts';

type CruiseReport = {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly comment?: string;
      readonly rule: { readonly name: string; readonly severity: string };
    }[];
  };
};

const ours = /^(src|packages)\/.+\.(ts|tsx|mts)$/;
const leastShare = 0.9;

/**
 * Every layer rule over every module. Without its compiler plug-in the cruiser finds no TypeScript and is content, so
 * the modules it saw are held against the files that there are. Each module counts as one test.
 */
export async function runLayers(context: Context): Promise<Ended> {
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src', 'packages'];
  const { output, code } = await context.command('depcruise', args);
  const report = parse(output);
  if (report === undefined) {
    return { passed: 0, failed: 0, skipped: 0, problems: [`depcruise ended with code ${code} and no report`] };
  }
  const cruised = report.modules.filter(({ source }) => isOurs(source)).length;
  const present = sourceFiles(context.root).length;
  const problems = report.summary.violations
    .filter(({ rule }) => rule.severity === 'error')
    .map(({ from, to, rule, comment }) => `${rule.name}: ${from} → ${to}. ${comment ?? ''}`.trim());
  const failed = problems.length;
  if (cruised < present * leastShare) problems.push(`only ${cruised} of ${present} source files were looked at`);
  return { passed: Math.max(0, cruised - failed), failed, skipped: 0, problems };
}

function parse(output: string): CruiseReport | undefined {
  try {
    return JSON.parse(output.slice(output.indexOf('{')));
  } catch {
    return undefined;
  }
}

function isOurs(file: string): boolean {
  return ours.test(file) && !file.includes('node_modules/');
}

export function sourceFiles(root: string): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', 'src', 'packages'];
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  return listed.split('\n').filter((file) => isOurs(file) && !file.endsWith('.d.ts'));
}
