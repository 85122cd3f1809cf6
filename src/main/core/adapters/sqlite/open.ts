import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Compilable, type CompiledQuery, Kysely, SqliteDialect } from 'kysely';
import { type Catalog, type CatalogTables, granted, type Result, refused } from '../../kernel/index.ts';
import { removePartial } from './backup-file.ts';
import { catalogFile } from './catalog-file.ts';
import { explainFailure, explainSystem } from './failures.ts';
import { applicationId, readHeader } from './file-header.ts';
import { prepareFolder } from './folder.ts';
import { lockFolder } from './lock.ts';
import { migrate, migrations, schemaVersionOf } from './migrate.ts';
import { preparingOnce } from './prepare-once.ts';
import { finishRestore, setAsideForeignLog } from './restore.ts';
import { runWorker } from './run-worker.ts';
import { timeStamp } from './time-stamp.ts';

/** The first version whose WAL has no reset bug; the driver brings its own SQLite, never the system's. */
const oldestSqlite = [3, 51, 3] as const;

/** Opens the catalog of a data folder, or says why not. Nothing in an existing file is changed before it is known to be ours. */
export function openCatalog(folder: string): Result<Catalog> {
  const path = join(folder, catalogFile);
  let release: (() => void) | undefined;
  let writer: Database.Database | undefined;
  try {
    const folderReady = prepareFolder(folder);
    if (!folderReady.ok) return folderReady;
    const lock = lockFolder(folder);
    if (!lock.ok) return lock;
    release = lock.value;
    finishRestore(folder);
    setAsideForeignLog(folder);
    if (existsSync(path) && readHeader(path) === 'other') {
      release();
      return refused({ ...notOurs(path) });
    }
    writer = new Database(path);
    chmodSync(path, 0o600);
    const problem = checkOurs(writer, path) ?? prepare(writer, path);
    if (problem !== undefined) {
      writer.close();
      release();
      return problem;
    }
    return granted(catalogOver(writer, path, release));
  } catch (error) {
    writer?.close();
    release?.();
    const refusal = explainFailure(error, path) ?? explainSystem(error, folder);
    if (refusal === undefined) throw error;
    return { ok: false, refusal };
  }
}

const notOurs = (path: string) => ({
  code: 'catalog.not-a-catalog',
  message: `${path} is not a Headroom catalog. It was left as it is.`,
  whatToDo: 'Move the file away, or choose another folder with --data-dir.',
});

function checkOurs(writer: Database.Database, path: string): ReturnType<typeof refused> | undefined {
  const engine = sqliteVersion(writer);
  const parts = engine.split('.').map(Number);
  const isOld = oldestSqlite.some(
    (least, at) => (parts[at] ?? 0) < least && oldestSqlite.slice(0, at).every((same, i) => parts[i] === same),
  );
  if (isOld)
    throw new Error(`SQLite ${engine} is older than ${oldestSqlite.join('.')}, whose write-ahead log can lose data`);
  const tables = writer.prepare('select count(*) from sqlite_schema').pluck().get() as number;
  if (tables > 0 && writer.pragma('application_id', { simple: true }) !== applicationId) return refused(notOurs(path));
  const version = schemaVersionOf(writer);
  if (version > migrations.length) {
    return refused({
      code: 'catalog.newer',
      message: `${path} was written by a newer Headroom: it has schema ${version}, and this one knows ${migrations.length}. It was left as it is.`,
      whatToDo: 'Start the newer Headroom, or restore a backup from before the update.',
    });
  }
  return undefined;
}

function prepare(writer: Database.Database, path: string): undefined {
  writer.pragma('journal_mode = WAL');
  writer.pragma('synchronous = FULL');
  writer.pragma('foreign_keys = ON');
  writer.pragma('busy_timeout = 2000');
  writer.pragma('trusted_schema = OFF');
  // Taking the write lock once says now, not at the first change, that the file can't be written.
  writer.exec('begin immediate; rollback');
  const from = schemaVersionOf(writer);
  if (from < migrations.length) {
    if (from > 0) keepCopy(writer, `${path}.before-${migrations[from]?.name ?? 'update'}-${timeStamp(Date.now())}`);
    migrate(writer);
  }
  return undefined;
}

/** An update can be taken back: the file as it was stays beside the new one. */
function keepCopy(writer: Database.Database, toPath: string): void {
  const partial = `${toPath}.partial`;
  rmSync(partial, { force: true });
  writer.prepare('vacuum into ?').run(partial);
  chmodSync(partial, 0o600);
  renameSync(partial, toPath);
}

const sqliteVersion = (database: Database.Database) =>
  database.prepare('select sqlite_version()').pluck().get() as string;

function catalogOver(writer: Database.Database, path: string, release: () => void): Catalog {
  const reading = new Database(path, { readonly: true });
  reading.pragma('busy_timeout = 2000');
  // Bigger than the default 2 MiB: lists of 100,000 rows are sorted by index and read in windows.
  reading.pragma('cache_size = -32768');
  const kysely = (database: ReturnType<typeof preparingOnce>) =>
    new Kysely<CatalogTables>({ dialect: new SqliteDialect({ database }) });
  const statements = preparingOnce(reading);
  const writerQueries = kysely(preparingOnce(writer));
  const readerQueries = kysely(statements);
  return {
    reader: readerQueries,
    writer: writerQueries,
    async read<Row>(query: Compilable<Row> | CompiledQuery<Row>) {
      const { sql, parameters } = 'compile' in query ? query.compile() : query;
      return statements.prepare(sql).all(...parameters) as Row[];
    },
    path,
    engineVersion: sqliteVersion(writer),
    schemaVersion: migrations[schemaVersionOf(writer) - 1]?.name ?? 'none',
    explainFailure: (error) => explainFailure(error, path),
    async backup(to, progress, signal) {
      try {
        const answer = await runWorker({ task: 'backup', path, to }, { progress, signal });
        if (answer.kind === 'backup') return answer.outcome;
        throw new Error(`The database worker answered ${answer.kind} to a backup`);
      } finally {
        removePartial(to);
      }
    },
    async checkIntegrity() {
      const answer = await runWorker({ task: 'integrity', path });
      if (answer.kind === 'integrity') return answer.problems;
      throw new Error(`The database worker answered ${answer.kind} to a check`);
    },
    // By pages: what was written lately is still in the write-ahead log beside the file.
    sizeBytes: () =>
      (reading.pragma('page_count', { simple: true }) as number) *
      (reading.pragma('page_size', { simple: true }) as number),
    async close() {
      // Kysely closes only what it has used, so both are closed by hand. The writer goes last: the last connection
      // folds the write-ahead log in, and a read-only one can't.
      await readerQueries.destroy();
      reading.close();
      await writerQueries.destroy();
      writer.close();
      release();
    },
  };
}
