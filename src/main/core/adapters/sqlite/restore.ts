import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { granted, type Result, refused } from '../../kernel/index.ts';
import { catalogFile } from './catalog-file.ts';
import { findDamage, isDamage } from './damage.ts';
import { explainFailure, explainSystem } from './failures.ts';
import { applicationId, readHeader } from './file-header.ts';
import { prepareFolder } from './folder.ts';
import { lockFolder } from './lock.ts';
import { migrations, schemaVersionOf } from './migrate.ts';
import { syncFolder } from './sync-folder.ts';
import { timeStamp } from './time-stamp.ts';

export interface Restored {
  /** The catalog that is in its place now. */
  readonly path: string;
  /** Where the one before is kept; undefined where there was none. */
  readonly keptAs: string | undefined;
}

const nothingChanged = 'Nothing was changed.';
const beside = ['-wal', '-shm', '-journal'] as const;

/**
 * Puts a backup in the place of the catalog, and keeps the one before with all that belongs to it. The backup is only
 * read: a copy of it is made whole and checked first. A kill at any point leaves either the old catalog or the new one.
 */
export function restoreCatalog(folder: string, backupPath: string, nowMs = Date.now()): Result<Restored> {
  const path = join(folder, catalogFile);
  if (!isReadableFile(backupPath)) {
    return refused({
      code: 'restore.no-such-file',
      message: `There is no file ${backupPath}, or this user may not read it. ${nothingChanged}`,
      whatToDo: 'Give the path of a backup. Those made without a path are in the folder backups beside the catalog.',
    });
  }
  let release: (() => void) | undefined;
  try {
    const folderReady = prepareFolder(folder);
    if (!folderReady.ok) return folderReady;
    const lock = lockFolder(folder);
    if (!lock.ok) return lock;
    release = lock.value;
    finishRestore(folder);
    if (existsSync(path) && isSameFile(path, backupPath)) {
      return refused({
        code: 'restore.same-file',
        message: `${backupPath} is the catalog itself. ${nothingChanged}`,
        whatToDo: 'Give the path of a backup of it.',
      });
    }
    const stamp = unusedStamp(folder, nowMs);
    const copy = `${path}.restore-${stamp}.partial`;
    try {
      const problem = copyWhole(backupPath, copy);
      if (problem !== undefined) return problem;
      // From this name on the restore is decided: what is left of it is done at the next start, if not now.
      renameSync(copy, `${path}.restore-${stamp}`);
      syncFolder(folder);
    } finally {
      for (const suffix of ['', ...beside]) rmSync(`${copy}${suffix}`, { force: true });
    }
    const keptAs = existsSync(path) ? `${path}.replaced-${stamp}` : undefined;
    finishRestore(folder);
    return granted({ path, keptAs });
  } catch (error) {
    const refusal = explainFailure(error, path) ?? explainSystem(error, folder);
    if (refusal === undefined) throw error;
    return { ok: false, refusal };
  } finally {
    release?.();
  }
}

/** Carries a decided restore to its end; each step may have been done before a kill. Called under the folder's lock. */
export function finishRestore(folder: string): void {
  const path = join(folder, catalogFile);
  for (const name of readdirSync(folder)) {
    const [, stamp, isPartial] = /^catalog\.db\.restore-(\w+)(\.partial.*)?$/.exec(name) ?? [];
    // What was being copied when Headroom was killed was never decided.
    if (isPartial !== undefined) rmSync(join(folder, name), { force: true });
    if (stamp === undefined || isPartial !== undefined) continue;
    // The log first: the new catalog must never lie beside a log of the old one.
    for (const suffix of [...beside, '']) {
      if (existsSync(`${path}${suffix}`)) renameSync(`${path}${suffix}`, `${path}.replaced-${stamp}${suffix}`);
    }
    syncFolder(folder);
    renameSync(join(folder, name), path);
    syncFolder(folder);
  }
}

/**
 * A backup that somebody put in the catalog's place by hand, beside the log that a killed Headroom left: SQLite would
 * play that log into it. A catalog in use always says that it has a log, and our backups say that they have none.
 */
export function setAsideForeignLog(folder: string, nowMs = Date.now()): void {
  const path = join(folder, catalogFile);
  if (!existsSync(path) || !existsSync(`${path}-wal`)) return;
  const header = readHeader(path);
  if (typeof header === 'string' || header.hasLog) return;
  const stamp = unusedStamp(folder, nowMs);
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(`${path}${suffix}`)) renameSync(`${path}${suffix}`, `${path}.replaced-${stamp}${suffix}`);
  }
  syncFolder(folder);
}

/** With the backup's own log, where it is the file of a Headroom that was killed. */
function copyWhole(backupPath: string, copy: string): ReturnType<typeof refused> | undefined {
  const notABackup = refused({
    code: 'restore.not-a-backup',
    message: `${backupPath} is not a Headroom catalog. ${nothingChanged}`,
    whatToDo: 'Give the path of a backup that Headroom made.',
  });
  const header = readHeader(backupPath);
  if (typeof header === 'string') return notABackup;
  copyFileSync(backupPath, copy);
  if (header.hasLog && existsSync(`${backupPath}-wal`)) copyFileSync(`${backupPath}-wal`, `${copy}-wal`);
  chmodSync(copy, 0o600);
  const damaged = (reasons: string[]) =>
    refused({
      code: 'restore.damaged',
      message: `The backup ${backupPath} is damaged itself. ${nothingChanged}`,
      reasons,
      whatToDo: 'Give the path of an older backup.',
    });
  const database = new Database(copy);
  try {
    if (database.pragma('application_id', { simple: true }) !== applicationId) return notABackup;
    const version = schemaVersionOf(database);
    if (version > migrations.length) {
      return refused({
        code: 'restore.newer',
        message: `${backupPath} was written by a newer Headroom: it has schema ${version}, and this one knows ${migrations.length}. ${nothingChanged}`,
        whatToDo: 'Restore it with the newer Headroom, or give the path of a backup from before the update.',
      });
    }
    const problems = findDamage(database);
    if (problems.length > 0) return damaged(problems);
    database.pragma('journal_mode = DELETE');
  } catch (error) {
    if (isDamage(error)) return damaged([`${error.message}.`]);
    throw error;
  } finally {
    database.close();
  }
  const handle = openSync(copy, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  return undefined;
}

function isReadableFile(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function isSameFile(one: string, other: string): boolean {
  const [first, second] = [statSync(one), statSync(other)];
  return first.ino === second.ino && first.dev === second.dev;
}

function unusedStamp(folder: string, nowMs: number): string {
  const names = readdirSync(folder);
  let atMs = nowMs;
  while (names.some((name) => name.includes(timeStamp(atMs)))) atMs += 1;
  return timeStamp(atMs);
}
