/** Reads the whole catalog outside core's event loop: the integrity check, and a backup of one moment. */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import type { BackupOutcome } from '../../kernel/index.ts';
import { type BackupTo, backUp } from './backup-file.ts';
import { findDamage, isDamage } from './damage.ts';

export type WorkerTask = { task: 'integrity'; path: string } | { task: 'backup'; path: string; to: BackupTo };
export type WorkerMessage =
  | { kind: 'progress'; fraction: number }
  | { kind: 'integrity'; problems: string[] }
  | { kind: 'backup'; outcome: BackupOutcome }
  | { kind: 'failed'; message: string };

const say = (message: WorkerMessage) => parentPort?.postMessage(message);
const task = workerData as WorkerTask;

try {
  const database = new Database(task.path, { readonly: true, fileMustExist: true });
  try {
    if (task.task === 'integrity') say({ kind: 'integrity', problems: findDamage(database) });
    else {
      const outcome = await backUp(database, task.to, (fraction) => say({ kind: 'progress', fraction }));
      say({ kind: 'backup', outcome });
    }
  } finally {
    database.close();
  }
} catch (error) {
  if (task.task === 'integrity' && isDamage(error)) say({ kind: 'integrity', problems: [`${error.message}.`] });
  else say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
}
