import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RotatingLog } from './rotating-log.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headroom-log-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('keeps at most twice the limit, and the newest lines', async () => {
  const log = new RotatingLog(join(folder, 'a', 'core.log'), 1_000);
  const lines = Array.from({ length: 500 }, (_, index) => `line ${index}\n`);
  await pipeline(lines, log);
  const [newest, older] = await Promise.all([readFile(log.path, 'utf8'), readFile(`${log.path}.1`, 'utf8')]);
  expect(newest.endsWith('line 499\n')).toBe(true);
  expect(newest.length).toBeLessThanOrEqual(1_000);
  expect(older.length).toBeLessThanOrEqual(1_000);
  expect(older.length).toBeGreaterThan(900);
});

test('goes on where the last start ended, for the owner’s eyes only', async () => {
  const path = join(folder, 'core.log');
  await pipeline(['one\n'], new RotatingLog(path, 1_000));
  await pipeline(['two\n'], new RotatingLog(path, 1_000));
  expect(await readFile(path, 'utf8')).toBe('one\ntwo\n');
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('a log that can’t be written ends without an exception', async () => {
  const log = new RotatingLog(join('/dev/null', 'core.log'), 1_000);
  await new Promise((resolve) => log.once('close', resolve));
  expect(log.errored).not.toBeNull();
});
