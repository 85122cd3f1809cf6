import { linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { backUp, publish } from './backup-file.ts';
import { migrate } from './migrate.ts';

let folder: string;
const at = (name: string) => join(folder, name);
const noProgress = () => {};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-backup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function catalogWith(identity: string, operationId: string): Database.Database {
  const database = new Database(at(`${identity}.db`));
  database.pragma('journal_mode = WAL');
  migrate(database);
  database.prepare("insert into meta values ('identity', ?)").run(identity);
  database
    .prepare(
      `insert into operation (id, kind, lane, "subjectKind", "subjectId", summary, payload, state, attempts,
       "maximumAttempts", "actorKind", "actorName", "createdAtMs", "updatedAtMs")
       values (?, 'catalog.backup', 'catalog', 'catalog', 'catalog', 's', '{}', 'running', 1, 3, 'token', 'x', 1, 1)`,
    )
    .run(operationId);
  return database;
}

async function copy(identity: string, operationId: string, path: string) {
  const database = catalogWith(identity, operationId);
  try {
    return await backUp(database, { path, operationId }, noProgress);
  } finally {
    database.close();
  }
}

it('makes one private file that needs nothing beside it, and knows it again after a kill', async () => {
  expect(await copy('mine', 'one', at('b.db'))).toBe('backed-up');
  expect(readdirSync(folder).filter((name) => name.startsWith('b.db'))).toEqual(['b.db']);
  expect(statSync(at('b.db')).mode & 0o777).toBe(0o600);
  const bytes = readFileSync(at('b.db'));
  const again = new Database(at('mine.db'));
  expect(await backUp(again, { path: at('b.db'), operationId: 'one' }, noProgress)).toBe('backed-up');
  expect(await backUp(again, { path: at('b.db'), operationId: 'another' }, noProgress)).toBe('name-taken');
  again.close();
  expect(readFileSync(at('b.db')).equals(bytes)).toBe(true);
});

it.each([
  ['another program’s', () => writeFileSync(at('b.db'), 'precious')],
  ['an empty one', () => writeFileSync(at('b.db'), '')],
  ['another catalog’s', () => copy('theirs', 'one', at('b.db'))],
])('leaves a file of that name as it is: %s', async (_name, make) => {
  await make();
  const before = readFileSync(at('b.db'));
  expect(await copy('mine', 'one', at('b.db'))).toBe('name-taken');
  expect(readFileSync(at('b.db')).equals(before)).toBe(true);
});

it('leaves the partial files of others, and removes its own of an attempt that was killed', async () => {
  writeFileSync(at('b.db.partial'), 'precious');
  writeFileSync(at('b.db.one.partial'), 'half a copy');
  writeFileSync(at('b.db.one.partial-journal'), 'half a journal');
  expect(await copy('mine', 'one', at('b.db'))).toBe('backed-up');
  expect(readFileSync(at('b.db.partial'), 'utf8')).toBe('precious');
  expect(readdirSync(folder).filter((name) => name.includes('one.partial'))).toEqual([]);
});

it.each([
  ['with hard links', linkSync],
  [
    'without them',
    () => {
      throw Object.assign(new Error('no links here'), { code: 'EPERM' });
    },
  ],
])('publishes on a disk %s, but never over a file that appeared meanwhile', (_name, link) => {
  writeFileSync(at('partial'), 'whole');
  writeFileSync(at('taken'), 'precious');
  expect(publish(at('partial'), at('taken'), link)).toBe(false);
  expect(readFileSync(at('taken'), 'utf8')).toBe('precious');
  expect(publish(at('partial'), at('free'), link)).toBe(true);
  expect(readFileSync(at('free'), 'utf8')).toBe('whole');
});
