import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sourceFingerprint } from './fingerprint.ts';

let root = '';
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'headroom-fingerprint-'));
  write('src/main/core/index.ts', 'one');
  write('package.json', '{}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test.each([
  ['src/main/core/index.ts', 'two'],
  ['src/renderer/style.css', 'new'],
  ['packages/one/src/deep/a.ts', 'new'],
  ['resources/icon.svg', 'new'],
  ['electron.vite.config.ts', 'new'],
  ['tsconfig.web.json', 'new'],
  ['package-lock.json', 'new'],
])('a change of %s asks for a build', (path, text) => {
  const before = sourceFingerprint(root);
  write(path, text);
  expect(sourceFingerprint(root)).not.toBe(before);
});

test.each([
  'src/main/core/index.test.ts',
  'src/main/core/README.md',
  'test/sim/a.ts',
  'packages/one/node_modules/a/index.js',
  'docs/a.md',
])('%s is not built, so its change asks for none', (path) => {
  const before = sourceFingerprint(root);
  write(path, 'new');
  expect(sourceFingerprint(root)).toBe(before);
});

test('touched and changed back is unchanged, and a renamed file is a change', () => {
  const before = sourceFingerprint(root);
  write('src/main/core/index.ts', 'two');
  write('src/main/core/index.ts', 'one');
  expect(sourceFingerprint(root)).toBe(before);
  rmSync(join(root, 'src/main/core/index.ts'));
  write('src/main/core/other.ts', 'one');
  expect(sourceFingerprint(root)).not.toBe(before);
});
