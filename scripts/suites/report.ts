import { relative } from 'node:path';
import type { Result } from './suite.ts';

const nameWidth = 13;
const outcomeWidth = 9;

export function resultLine(result: Result): string {
  const head = `${result.name.padEnd(nameWidth)}${result.outcome.padEnd(outcomeWidth)}`;
  if (result.outcome === 'not run') return `${head}${result.reasons.join('; ')}`.replace('not run: ', '');
  const line = `${head}${counted(result).padEnd(32)}${result.seconds.toFixed(1).padStart(6)} s`;
  if (result.outcome === 'passed') return line;
  const tail = result.tail.map((text) => `    ${text}`);
  const log = tail.length > 0 ? [`  all of its output: ${relative(process.cwd(), result.logFile)}`] : [];
  return [line, ...tail, ...result.reasons.map((reason) => `  ${result.name}: ${reason}`), ...log].join('\n');
}

function counted({ passed, failed, skipped }: Result): string {
  const parts = [`${passed} passed`];
  if (failed > 0) parts.push(`${failed} failed`);
  if (skipped > 0) parts.push(`${skipped} skipped`);
  return parts.join(', ');
}

/** The last line is for programs. A suite that was not run counts as one skipped, so that it can't look complete. */
export function totalLines(results: readonly Result[], seconds: number): string[] {
  const sum = (pick: (result: Result) => number): number => results.reduce((total, result) => total + pick(result), 0);
  const named = (outcome: Result['outcome']): string[] =>
    results.filter((result) => result.outcome === outcome).map((result) => result.name);
  const [failed, notRun] = [named('failed'), named('not run')];
  const skipped = sum((result) => result.skipped) + notRun.length;
  return [
    '',
    ...(failed.length > 0 ? [`Failed: ${failed.join(', ')}`] : []),
    ...(notRun.length > 0 ? [`Not run: ${notRun.join(', ')}`] : []),
    `${named('passed').length} of ${results.length} suites passed in ${seconds.toFixed(0)} s`,
    `${sum((result) => result.passed)} passed, ${sum((result) => result.failed)} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  ];
}
