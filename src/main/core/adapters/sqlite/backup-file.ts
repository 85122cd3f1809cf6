import { closeSync, existsSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { BackupOutcome } from '../../kernel/index.ts';
import { applicationId, readHeader } from './file-header.ts';
import { syncFolder } from './sync-folder.ts';

export interface BackupTo {
  readonly path: string;
  readonly operationId: string;
}

const pagesAStep = 512;

/** Of this operation alone, so that nothing of another program is ever written over or removed. */
const partialOf = (to: BackupTo): string => `${to.path}.${to.operationId}.partial`;

export function removePartial(to: BackupTo): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${partialOf(to)}${suffix}`, { force: true });
}

/** Copies one moment of the catalog, open for reading here, to a file of its own that needs nothing beside it. */
export async function backUp(
  catalog: Database.Database,
  to: BackupTo,
  progress: (fraction: number) => void,
): Promise<BackupOutcome> {
  if (existsSync(to.path)) return isBackupOf(catalog, to) ? 'backed-up' : 'name-taken';
  const partial = partialOf(to);
  removePartial(to);
  writeFileSync(partial, '', { mode: 0o600, flag: 'wx' });
  // The open read transaction pins one moment: without it every write by core would start the copy over.
  catalog.exec('begin');
  catalog.prepare('select count(*) from sqlite_schema').get();
  await catalog.backup(partial, {
    progress({ totalPages, remainingPages }) {
      progress(totalPages === 0 ? 1 : 1 - remainingPages / totalPages);
      return pagesAStep;
    },
  });
  withoutLog(partial);
  const published = publish(partial, to.path);
  removePartial(to);
  progress(1);
  return published ? 'backed-up' : 'name-taken';
}

/** The mark of a copy: a catalog in use always has a write-ahead log, so one that lies beside a copy is not its own. */
function withoutLog(path: string): void {
  const copy = new Database(path);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

/** An earlier attempt that was cut off after it had published: the copy knows the operation that it was made for. */
function isBackupOf(catalog: Database.Database, to: BackupTo): boolean {
  try {
    const header = readHeader(to.path);
    if (typeof header === 'string' || header.applicationId !== applicationId || header.hasLog) return false;
    const copy = new Database(to.path, { readonly: true, fileMustExist: true });
    try {
      const identityIn = (database: Database.Database) =>
        database.prepare("select value from meta where key = 'identity'").pluck().get();
      const knows = copy.prepare('select count(*) from operation where id = ?').pluck().get(to.operationId);
      return knows === 1 && identityIn(copy) === identityIn(catalog);
    } finally {
      copy.close();
    }
  } catch {
    // What can't be read as a copy of this catalog is not one.
    return false;
  }
}

const noHardLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];
const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** Gives the finished copy its name, unless something has taken that name meanwhile. */
export function publish(partial: string, path: string, link = linkSync): boolean {
  try {
    link(partial, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!noHardLinks.includes(codeOf(error))) throw error;
    if (!reserve(path)) return false;
    renameSync(partial, path);
  }
  syncFolder(dirname(path));
  return true;
}

/** For disks without hard links (memory sticks, some shares): the name is taken first, then replaced. */
function reserve(path: string): boolean {
  try {
    closeSync(openSync(path, 'wx', 0o600));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}
