import { isAbsolute, join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseArguments, profileDirectory } from './arguments.ts';

const here = resolve('/srv/console');
const run = (...argv: string[]) => {
  const parsed = parseArguments(argv, here);
  if (parsed.kind !== 'run') throw new Error(parsed.message);
  return parsed.arguments;
};

describe('parseArguments', () => {
  test('without switches opens the operator’s own catalog', () => {
    expect(run()).toEqual({ demo: false });
  });

  test('reads both spellings of --data-dir and resolves against the working directory', () => {
    expect(run('--data-dir', 'a/b').dataDir).toBe(join(here, 'a', 'b'));
    expect(run('--data-dir=a/../c').dataDir).toBe(join(here, 'c'));
    expect(run('--data-dir', resolve('/x')).dataDir).toBe(resolve('/x'));
  });

  test('passes over what belongs to Chromium and to the desktop', () => {
    expect(run('--inspect=0', '.', '--no-sandbox', '--demo', '-psn_0_1')).toEqual({ demo: true });
  });

  test.each([
    [['--data-dir']],
    [['--data-dir=']],
    [['--data-dir', '--demo']],
    [['--data-dir', 'a', '--data-dir', 'b']],
    [['--data-dir', 'a\0b']],
    [['--demo=yes']],
  ])('refuses %j with a sentence', (argv) => {
    const parsed = parseArguments(argv, here);
    expect(parsed.kind).toBe('refused');
    if (parsed.kind === 'refused') expect(parsed.message).toMatch(/^--(demo|data-dir) .*\S$/);
  });

  test('never throws, and a data folder is always absolute', () => {
    const word = fc.oneof(fc.string(), fc.constantFrom('--demo', '--data-dir', '--data-dir=', '--data-dir=x', '..'));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (argv) => {
        const parsed = parseArguments(argv, here);
        if (parsed.kind === 'run' && parsed.arguments.dataDir !== undefined) {
          expect(isAbsolute(parsed.arguments.dataDir)).toBe(true);
        }
      }),
    );
  });
});

describe('profileDirectory', () => {
  test('is another one for each catalog, so that each has its own single-instance lock', () => {
    const profiles = [
      profileDirectory('/home/a', { demo: false }),
      profileDirectory('/home/a', { demo: true }),
      profileDirectory('/home/a', { demo: false, dataDir: '/srv/one' }),
      profileDirectory('/home/a', { demo: true, dataDir: '/srv/one' }),
      profileDirectory('/home/a', { demo: false, dataDir: '/srv/two' }),
    ];
    expect(new Set(profiles).size).toBe(profiles.length);
  });
});
