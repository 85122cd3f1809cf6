import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runLayers } from './layers.ts';
import { inTurns } from './order.ts';
import { resultLine, totalLines } from './report.ts';
import { runSuite } from './run-suite.ts';
import type { Context, Ended, Result, Suite } from './suite.ts';
import { suites } from './suites.ts';
import { counting } from './vitest.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-suites-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ended = (counts: Partial<Ended>): Ended => ({ passed: 0, failed: 0, skipped: 0, problems: [], ...counts });
const suite = (fields: Partial<Suite>): Suite => ({
  name: 'sample',
  about: '',
  run: async () => ended({ passed: 1 }),
  ...fields,
});
const run = (fields: Partial<Suite>, where = {}): Promise<Result> =>
  runSuite(suite(fields), { root: folder, folder, mustRun: false, ...where });
const shell = (script: string) => (context: Context) =>
  context.command('/bin/sh', ['-c', script]).then(({ code }) => ended(code === 0 ? { passed: 1 } : { failed: 1 }));

describe('a suite', () => {
  test('that passes says how much, and its output is in its log', async () => {
    const result = await run({ run: shell('echo hello') });
    expect(result).toMatchObject({ outcome: 'passed', passed: 1, failed: 0, reasons: [], tail: [] });
    expect(readFileSync(join(folder, 'sample.log'), 'utf8')).toContain('hello');
  });

  test('that fails shows the end of its output', async () => {
    const result = await run({ run: shell('seq 1 100; exit 1') });
    expect(result).toMatchObject({ outcome: 'failed', failed: 1 });
    expect(result.tail.at(0)).toBe('61');
    expect(result.tail.at(-1)).toBe('100');
  });

  test('without a test is a failure', async () => {
    expect(await run({ run: async () => ended({ skipped: 4 }) })).toMatchObject({
      outcome: 'failed',
      failed: 1,
      reasons: ['it ran no test'],
    });
  });

  test('that breaks is a failure with the reason', async () => {
    const broken = await run({ run: () => Promise.reject(new Error('no such thing')) });
    expect(broken).toMatchObject({ outcome: 'failed', failed: 1 });
    expect(broken.reasons.join()).toContain('no such thing');
  });

  test('that can not run says so, and in CI that is a failure unless it is optional', async () => {
    const whyNot = () => 'chromium is not installed';
    expect(await run({ whyNot })).toMatchObject({ outcome: 'not run', failed: 0 });
    expect(await run({ whyNot }, { mustRun: true })).toMatchObject({
      outcome: 'failed',
      failed: 1,
      reasons: ['not run: chromium is not installed'],
    });
    expect(await run({ whyNot, optional: () => true }, { mustRun: true })).toMatchObject({
      outcome: 'not run',
      failed: 0,
    });
    expect(await run({ whyNot, optional: () => false }, { mustRun: true })).toMatchObject({ outcome: 'failed' });
  });

  test('that runs out of time is ended with everything it started', async () => {
    const pids = join(folder, 'pids');
    const script = `sleep 300 & echo $! > ${pids}; echo $$ >> ${pids}; wait`;
    const result = await run({ run: shell(script) }, { timeoutMs: 500 });
    expect(result).toMatchObject({ outcome: 'failed', reasons: ['it ran out of time'] });
    for (const pid of readFileSync(pids, 'utf8').trim().split('\n')) {
      await expect.poll(() => isRunning(Number(pid))).toBe(false);
    }
  });

  test('leaves nothing running behind it', async () => {
    const pid = join(folder, 'pid');
    expect((await run({ run: shell(`sleep 300 & echo $! > ${pid}`) })).outcome).toBe('passed');
    await expect.poll(() => isRunning(Number(readFileSync(pid, 'utf8')))).toBe(false);
  });
});

/** A zombie that nobody has collected yet does not run. */
function isRunning(pid: number): boolean {
  const file = `/proc/${pid}/stat`;
  if (!existsSync('/proc/self/stat')) return signalled(pid);
  try {
    return !/\) [ZX] /.test(readFileSync(file, 'utf8'));
  } catch {
    return false;
  }
}

function signalled(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('the report of vitest', () => {
  const exit = (code: number) => async () => ({ code, timedOut: false, output: '' });
  const report = (failed: number) =>
    JSON.stringify({ numPassedTests: 5, numFailedTests: failed, numPendingTests: 1, numTodoTests: 0 });
  const file = (): string => join(folder, 'unit.json');
  const writing = (failed: number, code: number) => async () => {
    writeFileSync(file(), report(failed));
    return exit(code)();
  };

  test('is believed together with the exit code', async () => {
    expect(await counting(file(), writing(0, 0))).toEqual({ passed: 5, failed: 0, skipped: 1, problems: [] });
    expect(await counting(file(), writing(2, 1))).toMatchObject({ failed: 2, problems: [] });
    expect((await counting(file(), writing(0, 1))).problems).toEqual(['it ended with code 1, though no test failed']);
    expect((await counting(file(), writing(2, 0))).problems).toHaveLength(1);
  });

  test('of an earlier run is not taken for this one', async () => {
    writeFileSync(file(), report(0));
    expect((await counting(file(), exit(0))).problems).toEqual(['it ended with code 0 and left no report']);
  });
});

describe('the layers suite', () => {
  const root = join(import.meta.dirname, '..', '..');
  const cruise = (modules: number, violations: readonly object[] = []): Promise<Ended> =>
    runLayers({
      root,
      folder,
      command: async () => ({
        code: 0,
        timedOut: false,
        output: JSON.stringify({
          modules: Array.from({ length: modules }, (_, index) => ({ source: `src/file-${index}.ts` })),
          summary: { violations },
        }),
      }),
    });

  test('that looked at nothing is not content', async () => {
    expect((await cruise(0)).problems.join()).toMatch(/^only 0 of \d+ source files were looked at$/);
    expect((await cruise(100_000)).problems).toEqual([]);
  });

  test('names each broken rule with what to do', async () => {
    const violation = {
      from: 'src/a.ts',
      to: 'src/b.ts',
      comment: 'Move it.',
      rule: { name: 'no-cycles', severity: 'error' },
    };
    expect(await cruise(100_000, [violation])).toMatchObject({
      failed: 1,
      problems: ['no-cycles: src/a.ts → src/b.ts. Move it.'],
    });
  });
});

describe('the lines', () => {
  const result = (fields: Partial<Result>): Result => ({
    ...{
      name: 'unit',
      outcome: 'passed',
      passed: 3,
      failed: 0,
      skipped: 0,
      seconds: 1.25,
      reasons: [],
      tail: [],
      logFile: '',
    },
    ...fields,
  });

  test('a suite is one line, and a failed one shows its output', () => {
    expect(resultLine(result({}))).toBe('unit         passed   3 passed                           1.3 s');
    expect(resultLine(result({ outcome: 'not run', reasons: ['not run: no root'] }))).toBe(
      'unit         not run  no root',
    );
    expect(resultLine(result({ outcome: 'failed', failed: 1, tail: ['boom'] })).split('\n')[1]).toBe('    boom');
  });

  test('the last line is for programs, and a suite that was not run is in it', () => {
    expect(totalLines([result({}), result({ passed: 4 })], 9).at(-1)).toBe('7 passed, 0 failed');
    const mixed = [
      result({ skipped: 2 }),
      result({ outcome: 'not run', passed: 0 }),
      result({ outcome: 'failed', failed: 2 }),
    ];
    expect(totalLines(mixed, 9).at(-1)).toBe('6 passed, 2 failed, 3 skipped');
  });
});

test('neighbours of one turn run side by side, the rest one by one', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const turns = [undefined, 'static', 'static', undefined, undefined];
  const listed = names.map((name, index) =>
    suite({ name, ...(turns[index] === undefined ? {} : { turn: turns[index] }) }),
  );
  expect(inTurns(listed).map((turn) => turn.map(({ name }) => name))).toEqual([['a'], ['b', 'c'], ['d'], ['e']]);
});

test('the suites have names that can be typed, each once', () => {
  const names = suites.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z]+$/);
});
