import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { prepareFolder } from './folder.ts';
import { openCatalog } from './index.ts';

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'headroom-folder-'));
  folder = join(root, 'data');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
const modeOf = () => statSync(folder).mode & 0o777;

function folderWithMode(mode: number, file?: string): void {
  mkdirSync(folder);
  if (file !== undefined) writeFileSync(join(folder, file), '');
  chmodSync(folder, mode);
}

it.each([
  ['a new one', () => {}],
  ['an empty one', () => folderWithMode(0o755)],
  ['one with a catalog', () => folderWithMode(0o777, 'catalog.db')],
])('makes the data folder private: %s', async (_name, make) => {
  make();
  const opened = openCatalog(folder);
  expect(opened.ok).toBe(true);
  if (opened.ok) await opened.value.close();
  expect(modeOf()).toBe(0o700);
});

it('does not close a folder that is used for something else', () => {
  folderWithMode(0o755, 'notes.txt');
  expect(openCatalog(folder)).toMatchObject({
    ok: false,
    refusal: {
      code: 'catalog.folder-not-private',
      message: expect.stringContaining('755'),
      whatToDo: expect.any(String),
    },
  });
  expect(modeOf()).toBe(0o755);
  chmodSync(folder, 0o700);
  expect(prepareFolder(folder).ok).toBe(true);
});

it.runIf(process.getuid?.() === 0)('refuses another user’s folder that others may look into', () => {
  folderWithMode(0o755);
  chownSync(folder, 12_345, 12_345);
  expect(openCatalog(folder)).toMatchObject({
    ok: false,
    refusal: { code: 'catalog.folder-not-private', reasons: [expect.stringContaining('12345')] },
  });
  expect(modeOf()).toBe(0o755);
});
