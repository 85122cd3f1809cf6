import type { Progress } from './fetch-electron.ts';

const stepPercent = 10;

/** One line a tenth, so that a log stays readable and a person sees that it moves. */
export function showProgress(out: { write(text: string): unknown }): (progress: Progress) => void {
  let nextPercent = stepPercent;
  return ({ transferred, total, percent }) => {
    const reached = Math.floor(percent * 100);
    if (total === null || reached < nextPercent) return;
    nextPercent = reached - (reached % stepPercent) + stepPercent;
    out.write(`  ${reached} % of ${megabytes(total)} MB (${megabytes(transferred)} MB)\n`);
  };
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(0);
}
