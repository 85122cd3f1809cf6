import { isScript, isTest, isTidy, matches, matchesIn, type Rule } from '../rule.ts';

const electronSpec = /^test\/ui\/.*electron.*\.(spec|test)\.ts$/;

export const testRules: readonly Rule[] = [
  {
    name: 'no focused or silenced tests',
    instead:
      'Run one file by its name. What a machine can not run is a suite of its own, which says why it is not run.',
    find: (tree) =>
      tree
        .filter(({ path }) => isTest(path))
        .flatMap((file) => {
          const skipping = /\.(?:only|skip|todo|fixme)\(/;
          const found = matchesIn(file, 'code', skipping);
          if (!electronSpec.test(file.path)) return found;
          // Playwright's way to skip on a condition found at run time.
          const conditional = new Set(matchesIn(file, 'code', /\btest\.skip\(\s*[!\w(]/).map(({ line }) => line));
          return found.filter(({ what, line }) => what !== '.skip(' || !conditional.has(line));
        }),
    bad: [
      { 'src/a.test.ts': "test.only('one', () => {});" },
      { 'test/ui/electron.spec.ts': "test.skip('one', () => {});" },
      { 'test/sim/b.test.ts': "describe.skip('all', () => {});" },
    ],
    good: {
      'test/ui/electron.spec.ts': "test.skip(binary === undefined, 'no binary');",
      'src/a.test.ts': "test('only()', run);",
    },
  },
  {
    name: 'no sleeping in tests',
    instead:
      'Wait for the event or poll the condition (expect.poll, vi.waitFor, expect(locator)), or inject the clock.',
    find: matches(
      'withStrings',
      isTest,
      /(?<![.\w])setTimeout\(|node:timers\/promises|\bwaitForTimeout\(|\b(?:sleep|delay)\(/,
    ),
    bad: [
      { 'src/a.test.ts': 'await new Promise((resolve) => setTimeout(resolve, 50));' },
      { 'test/ui/a.spec.ts': 'await page.waitForTimeout(500);' },
      { 'test/lab/a.test.ts': "import { setTimeout as pause } from 'node:timers/promises';" },
    ],
    good: {
      'src/a.test.ts': 'socket.setTimeout(5000); await expect.poll(() => done).toBe(true); // never setTimeout(',
    },
  },
  {
    name: 'nothing is ended by name',
    instead: 'Keep the process id of what was started and end that; a name may be somebody else’s process.',
    find: matches('text', (path) => (isScript(path) || /\.sh$/.test(path)) && !isTidy(path), /\b(?:pkill|killall)\b/),
    bad: [{ 'test/lab/down.ts': "run('pkill', ['libvirtd']);" }, { 'scripts/stop.sh': 'killall node' }],
    good: { 'test/lab/down.ts': 'process.kill(pid);' },
  },
];
