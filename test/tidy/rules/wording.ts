import { isGenerated, isScript, isTest, isTidy, matches, type Rule } from '../rule.ts';

const isWritten = (path: string): boolean => !isTidy(path) && !isGenerated(path);
const isForTests = (path: string): boolean => path.startsWith('test/') || isTest(path);
const isProduct = (path: string): boolean => path.startsWith('src/') && isScript(path) && !isTest(path);

export const wordingRules: readonly Rule[] = [
  {
    name: 'no notes to self',
    instead: 'Do it now, or open an issue: the code does not keep a list.',
    find: matches('text', isWritten, /\b(?:TODO|FIXME|XXX|HACK)\b/),
    bad: [{ 'src/a.ts': '// TODO later' }, { 'docs/HACKING.md': 'FIXME' }],
    good: { 'src/a.ts': "const file = 'seed-XXXXXX'; const todo = 1;" },
  },
  {
    name: 'no paths of one machine',
    instead: 'Work out the path from import.meta, the home folder or a setting.',
    find: (tree) => [
      ...matches('text', isWritten, /(?<![\w.*])\/work\/[A-Za-z][\w.-]*/)(tree),
      // A test may need somebody's home folder as an example.
      ...matches(
        'text',
        (path) => isWritten(path) && !isForTests(path),
        /(?<![\w.*])\/(?:home|Users)\/[A-Za-z][\w.-]*/,
      )(tree),
    ],
    bad: [{ 'src/a.ts': "const root = '/work/main';" }, { 'docs/a.md': 'cd /home/anna/headroom' }],
    good: { 'src/a.ts': "const page = 'https://headroom.example/home/'; const folder = 'src/work/a';" },
  },
  {
    name: 'calm and plain words',
    instead: 'Say what happened, with the figure, and what to do. No excuse, no cheer, no exclamation mark.',
    find: (tree) => [
      ...matches('withStrings', isProduct, /\b(?:successfully|oops|whoops|please|sorry|uh-oh)\b/i)(tree),
      ...matches('withStrings', isProduct, /(?<=(?:'[^'\n]*|>[^<>{}\n]*)[a-z])!(?='|\s*<\/)/)(tree),
    ],
    bad: [
      { 'src/renderer/a.tsx': '<Text>Please wait</Text>' },
      { 'src/main/core/a.ts': "refuse('Oops, that failed');" },
      { 'src/renderer/b.tsx': "notify('Saved!');" },
      { 'src/renderer/c.tsx': '<Text>All done!</Text>' },
    ],
    good: { 'src/renderer/a.tsx': "if (!saved && state !== 'done') say('Saved'); // please" },
  },
];
