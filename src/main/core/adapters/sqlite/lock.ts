import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { granted, type Result, refused } from '../../kernel/index.ts';

/**
 * One Headroom a data folder. The lock is the operating system's, taken through a tiny database of its own, so a
 * killed Headroom leaves nothing behind that a person would have to remove.
 */
export function lockFolder(folder: string): Result<() => void> {
  const holderPath = join(folder, 'headroom.lock.json');
  const lock = new Database(join(folder, 'headroom.lock'), { timeout: 0 });
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY'))) throw error;
    return refused({
      code: 'catalog.in-use',
      message: `Another Headroom${holder(holderPath)} has the data folder ${folder} open.`,
      whatToDo:
        'Use that one, or close it first. To run a second one beside it, give it its own folder with --data-dir.',
    });
  }
  writeFileSync(holderPath, JSON.stringify({ pid: process.pid }), { mode: 0o600 });
  return granted(() => lock.close());
}

function holder(path: string): string {
  try {
    const { pid } = JSON.parse(readFileSync(path, 'utf8')) as { pid?: unknown };
    return typeof pid === 'number' ? ` (process ${pid})` : '';
  } catch {
    return '';
  }
}
