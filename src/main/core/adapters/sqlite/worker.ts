/** Reads the whole catalog outside core's event loop: the integrity check, and a backup of one moment. */
import { renameSync, rmSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

export type WorkerTask = { task: 'integrity'; path: string } | { task: 'backup'; path: string; toPath: string };
export type WorkerMessage =
  | { kind: 'progress'; fraction: number }
  | { kind: 'integrity'; problems: string[] }
  | { kind: 'backed-up' }
  | { kind: 'failed'; message: string };

const pagesAStep = 512;
const say = (message: WorkerMessage) => parentPort?.postMessage(message);

async function backup(database: Database.Database, toPath: string): Promise<void> {
  // The open read transaction pins one moment: without it every write by core would start the copy over.
  database.exec('begin');
  database.prepare('select count(*) from sqlite_schema').get();
  const partial = `${toPath}.partial`;
  rmSync(partial, { force: true });
  await database.backup(partial, {
    progress({ totalPages, remainingPages }) {
      say({ kind: 'progress', fraction: totalPages === 0 ? 1 : 1 - remainingPages / totalPages });
      return pagesAStep;
    },
  });
  renameSync(partial, toPath);
  say({ kind: 'progress', fraction: 1 });
  say({ kind: 'backed-up' });
}

try {
  const task = workerData as WorkerTask;
  const database = new Database(task.path, { readonly: true, fileMustExist: true });
  try {
    if (task.task === 'backup') await backup(database, task.toPath);
    else {
      const rows = database.pragma('integrity_check(20)') as { integrity_check: string }[];
      const foreign = database.pragma('foreign_key_check') as { table: string; rowid: number }[];
      say({
        kind: 'integrity',
        problems: [
          ...rows.map((row) => row.integrity_check).filter((text) => text !== 'ok'),
          ...foreign.slice(0, 20).map((row) => `A row of ${row.table} names a row that is not there.`),
        ],
      });
    }
  } finally {
    database.close();
  }
} catch (error) {
  say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
}
