import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recentFailure, rememberFailure } from './fetch-memory.ts';

const dayMs = 24 * 60 * 60_000;
const failure = { source: 'https://a.example/electron.zip', atMs: 1_000, reason: 'a.example can’t be resolved' };
let folder = '';
const file = (): string => join(folder, 'cache', 'electron-fetch.json');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-memory-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a failure is remembered for a day, for its source only', () => {
  expect(recentFailure(file(), failure.source, 1_000)).toBeUndefined();
  rememberFailure(file(), failure);
  expect(recentFailure(file(), failure.source, dayMs)).toEqual(failure);
  expect(recentFailure(file(), failure.source, dayMs + 1_000)).toBeUndefined();
  expect(recentFailure(file(), 'https://mirror.example/electron.zip', 2_000)).toBeUndefined();
});

test('a clock that was set back and a damaged file forget it', () => {
  rememberFailure(file(), failure);
  expect(recentFailure(file(), failure.source, 0)).toBeUndefined();
  writeFileSync(file(), '{"source":');
  expect(recentFailure(file(), failure.source, 2_000)).toBeUndefined();
});
