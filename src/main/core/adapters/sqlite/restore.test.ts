import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openCatalog, restoreCatalog } from './index.ts';
import { migrate, migrations } from './migrate.ts';

let folder: string;
let backup: string;
const path = () => join(folder, 'catalog.db');
const nowMs = Date.UTC(2026, 10, 20, 14, 32, 7, 5);
const stamp = '20261120T143207005Z';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-restore-'));
  backup = join(folder, 'backup.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A Headroom that backs up at one moment, goes on changing, and is killed with its log full. */
function killedAfterBackup(): void {
  // Nothing else keeps a process alive while its worker copies.
  const script = `
    setInterval(() => {}, 1000);
    const { openCatalog } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)});
    const { value: catalog } = openCatalog(${JSON.stringify(folder)});
    const put = (key) => catalog.writer.insertInto('meta').values({ key, value: 'v'.repeat(900) }).execute();
    for (let index = 0; index < 40; index++) await put('before-' + index);
    const to = { path: ${JSON.stringify(backup)}, operationId: 'one' };
    await catalog.backup(to, () => {}, new AbortController().signal);
    for (let index = 0; index < 200; index++) await put('after-' + index);
    process.kill(process.pid, 'SIGKILL');`;
  const file = join(folder, 'victim.mjs');
  writeFileSync(file, script);
  const ended = spawnSync(process.execPath, [file], { encoding: 'utf8' });
  if (ended.signal !== 'SIGKILL') throw new Error(ended.stderr);
  expect(statSync(`${path()}-wal`).size).toBeGreaterThan(100_000);
}

async function keysNow(): Promise<string[]> {
  const opened = openCatalog(folder);
  if (!opened.ok) throw new Error(opened.refusal.message);
  try {
    expect(await opened.value.checkIntegrity()).toEqual([]);
    const rows = await opened.value.reader.selectFrom('meta').select('key').execute();
    return rows.map(({ key }) => key);
  } finally {
    await opened.value.close();
  }
}

function keysIn(file: string): number {
  const database = new Database(file);
  try {
    return database.prepare('select count(*) from meta').pluck().get() as number;
  } finally {
    database.close();
  }
}

it('restores over a catalog that was killed, and keeps that one whole with its log', async () => {
  killedAfterBackup();
  const before = readFileSync(backup);
  expect(restoreCatalog(folder, backup, nowMs)).toEqual({
    ok: true,
    value: { path: path(), keptAs: `${path()}.replaced-${stamp}` },
  });
  expect(existsSync(`${path()}-wal`)).toBe(false);
  expect(statSync(path()).mode & 0o777).toBe(0o600);
  const keys = await keysNow();
  expect(keys).toHaveLength(40);
  expect(keys.every((key) => key.startsWith('before-'))).toBe(true);
  expect(keysIn(`${path()}.replaced-${stamp}`)).toBe(240);
  expect(readFileSync(backup).equals(before)).toBe(true);
});

it('takes a backup that was put in the place by hand beside the log of a killed Headroom', async () => {
  killedAfterBackup();
  copyFileSync(backup, path());
  expect(await keysNow()).toHaveLength(40);
  expect(readdirSync(folder).filter((name) => name.includes('.replaced-') && name.endsWith('-wal'))).toHaveLength(1);
});

it('leaves the log of a catalog in use alone: after a kill nothing is lost', async () => {
  killedAfterBackup();
  expect(await keysNow()).toHaveLength(240);
});

it('restores what it kept, log and all', async () => {
  killedAfterBackup();
  restoreCatalog(folder, backup, nowMs);
  expect(restoreCatalog(folder, `${path()}.replaced-${stamp}`, nowMs)).toMatchObject({
    ok: true,
    value: { keptAs: `${path()}.replaced-20261120T143207006Z` },
  });
  expect(await keysNow()).toHaveLength(240);
});

it.each([
  ['after it was decided', ['-wal', '']],
  ['after the log was moved', ['']],
  ['after the old catalog was moved', []],
])('goes on with a restore that was killed %s', async (_name, left) => {
  killedAfterBackup();
  copyFileSync(backup, `${path()}.restore-${stamp}`);
  writeFileSync(`${path()}.restore-20261120T000000000Z.partial`, 'half a copy of another attempt');
  for (const suffix of ['-wal', ''].filter((one) => !left.includes(one)))
    renameSync(`${path()}${suffix}`, `${path()}.replaced-${stamp}${suffix}`);
  expect(await keysNow()).toHaveLength(40);
  expect(keysIn(`${path()}.replaced-${stamp}`)).toBe(240);
  expect(readdirSync(folder).filter((name) => name.includes('.restore-'))).toEqual([]);
});

it('restores into an empty folder', async () => {
  killedAfterBackup();
  const kept = join(mkdtempSync(join(tmpdir(), 'headroom-restore-')), 'b.db');
  try {
    copyFileSync(backup, kept);
    rmSync(folder, { recursive: true });
    expect(restoreCatalog(folder, kept, nowMs)).toEqual({ ok: true, value: { path: path(), keptAs: undefined } });
    expect(await keysNow()).toHaveLength(40);
  } finally {
    rmSync(join(kept, '..'), { recursive: true });
  }
});

const database = (make: (database: Database.Database) => void) => {
  const other = new Database(backup);
  make(other);
  other.close();
};

it.each([
  ['is not there', () => {}, 'restore.no-such-file'],
  ['is a folder', () => mkdirSync(backup), 'restore.no-such-file'],
  ['is text', () => writeFileSync(backup, 'x'.repeat(500)), 'restore.not-a-backup'],
  ['is empty', () => writeFileSync(backup, ''), 'restore.not-a-backup'],
  [
    'is another program’s database',
    () => database((other) => other.exec('create table notes (a)')),
    'restore.not-a-backup',
  ],
  [
    'is of a newer Headroom',
    () =>
      database((newer) => {
        migrate(newer);
        newer.pragma(`user_version = ${migrations.length + 1}`);
      }),
    'restore.newer',
  ],
  [
    'is damaged',
    () => {
      database((damaged) => migrate(damaged));
      const bytes = readFileSync(backup);
      bytes.fill(0x5a, 4096 * 3, 4096 * 4);
      writeFileSync(backup, bytes);
    },
    'restore.damaged',
  ],
  ['is the catalog itself', () => linkSync(path(), backup), 'restore.same-file'],
])('changes nothing when the backup %s', async (_name, make, code) => {
  const opened = openCatalog(folder);
  if (!opened.ok) throw new Error(opened.refusal.message);
  expect(restoreCatalog(folder, path(), nowMs)).toMatchObject({ ok: false, refusal: { code: 'catalog.in-use' } });
  await opened.value.close();
  const before = readFileSync(path());
  make();
  expect(restoreCatalog(folder, backup, nowMs)).toMatchObject({ ok: false, refusal: { code } });
  expect(readFileSync(path()).equals(before)).toBe(true);
  expect(readdirSync(folder).filter((name) => /\.(restore|replaced)-/.test(name))).toEqual([]);
});
