import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findDamage } from './damage.ts';
import { openCatalog } from './index.ts';
import { migrate } from './migrate.ts';

const pageBytes = 4096;
let folder: string;
let sound: Buffer;
/** What each page holds; those that are not here hold nothing, and what is in them is nobody's loss. */
let kindOf: Map<number, string>;
const path = () => join(folder, 'catalog.db');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-damage-'));
  const database = new Database(path());
  migrate(database);
  const put = database.prepare('insert into meta values (?, ?)');
  // Small values, whole leaves of them, and some that need pages of their own.
  for (let index = 0; index < 300; index++) put.run(`key-${index}`, 'v'.repeat(index % 10 === 0 ? 20_000 : 200));
  database.prepare("delete from meta where key like 'key-1%'").run();
  const pages = database.prepare('select pageno, pagetype from dbstat').all() as { pageno: number; pagetype: string }[];
  kindOf = new Map(pages.map(({ pageno, pagetype }) => [pageno, pagetype]));
  database.close();
  sound = readFileSync(path());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function withDamage(page: number, damage: (page: Buffer) => void): string {
  const bytes = Buffer.from(sound);
  damage(bytes.subarray((page - 1) * pageBytes, page * pageBytes));
  writeFileSync(path(), bytes);
  return path();
}

function findIn(file: string): string[] {
  const database = new Database(file, { readonly: true });
  try {
    return findDamage(database);
  } finally {
    database.close();
  }
}

const pageCount = () => sound.length / pageBytes;
const garbage = (page: Buffer) => void page.fill(0x5a);
const zeroes = (page: Buffer) => void page.fill(0);

it('finds garbage in any page that holds something', () => {
  const missed: number[] = [];
  for (let page = 2; page <= pageCount(); page++)
    if (findIn(withDamage(page, garbage)).length === 0 && kindOf.has(page)) missed.push(page);
  expect([pageCount() > 150, missed]).toEqual([true, []]);
});

it('finds zeroes in any page that has a structure; a database without checksums can’t find them in a long value', () => {
  const missed: number[] = [];
  for (let page = 2; page <= pageCount(); page++)
    if (findIn(withDamage(page, zeroes)).length === 0 && kindOf.has(page)) missed.push(page);
  expect(missed.filter((page) => kindOf.get(page) !== 'overflow')).toEqual([]);
});

it('answers with findings, never with a failure, through the worker as well', async () => {
  const answers: string[] = [];
  for (let page = 2; page <= pageCount(); page += Math.ceil(pageCount() / 24)) {
    withDamage(page, garbage);
    const opened = openCatalog(folder);
    if (!opened.ok) {
      answers.push(opened.refusal.code);
      continue;
    }
    const problems = await opened.value.checkIntegrity();
    await opened.value.close();
    answers.push(problems.length > 0 ? 'catalog.damaged' : kindOf.has(page) ? `missed ${page}` : 'catalog.damaged');
  }
  expect(answers.length).toBeGreaterThanOrEqual(20);
  expect(new Set(answers)).toEqual(new Set(['catalog.damaged']));
});

it('tells a file that is no database any more from one that can’t be opened', async () => {
  writeFileSync(path(), sound);
  const opened = openCatalog(folder);
  if (!opened.ok) throw new Error(opened.refusal.message);
  writeFileSync(path(), 'no database at all');
  expect((await opened.value.checkIntegrity())[0]).toContain('not a database');
  rmSync(path());
  await expect(opened.value.checkIntegrity()).rejects.toThrow('unable to open');
  await opened.value.close();
});
