import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSmallFile, writeSmallFile } from './small-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'headroom-small-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('replaces the whole file and leaves nothing beside it', () => {
  const path = join(folder, 'profile', 'window.json');
  expect(readSmallFile(path)).toBeUndefined();
  expect(writeSmallFile(path, 'a long first content')).toBe(true);
  expect(writeSmallFile(path, 'second')).toBe(true);
  expect(readSmallFile(path)).toBe('second');
  expect(readdirSync(join(folder, 'profile'))).toEqual(['window.json']);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('does not read what is far too big, and does not throw where nothing can be written', () => {
  const path = join(folder, 'big.json');
  writeFileSync(path, Buffer.alloc(64 * 1024 + 1, 32));
  expect(readSmallFile(path)).toBeUndefined();
  expect(writeSmallFile(join('/dev/null', 'x', 'window.json'), 'x')).toBe(false);
});
