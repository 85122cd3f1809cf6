import type { Suite } from './suite.ts';

export function listing(suites: readonly Suite[], root: string): string {
  return suites
    .map((suite) => {
      const whyNot = suite.whyNot?.(root);
      const note = whyNot === undefined ? '' : ` (can't run here: ${whyNot})`;
      return `${suite.name.padEnd(13)}${suite.about}${note}`;
    })
    .join('\n');
}
