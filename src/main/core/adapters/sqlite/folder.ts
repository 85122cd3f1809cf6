import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { granted, type Result, refused } from '../../kernel/index.ts';

const othersMay = 0o077;

/**
 * Customers and prices are nobody else's business, and who may write in the folder may replace the catalog. A folder that
 * is used for something else besides is not closed: its other users would find out by losing it.
 */
export function prepareFolder(folder: string): Result<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const me = process.getuid?.();
  if (me === undefined) return granted(undefined);
  const { mode, uid } = statSync(folder);
  if ((mode & othersMay) === 0) return granted(undefined);
  const inside = readdirSync(folder).filter((name) => name !== 'lost+found');
  const isOurs = uid === me && (inside.length === 0 || inside.includes('catalog.db'));
  if (isOurs) {
    chmodSync(folder, 0o700);
    return granted(undefined);
  }
  const rights = (mode & 0o777).toString(8);
  return refused({
    code: 'catalog.folder-not-private',
    message: `Other users may look into the data folder ${folder} or write in it (its mode is ${rights}). Nothing was changed.`,
    reasons: [uid === me ? 'It holds other things already.' : `It belongs to user ${uid}, and Headroom runs as ${me}.`],
    whatToDo: `Make it private (chown ${me} ${folder}; chmod 700 ${folder}), or choose a folder of its own with --data-dir.`,
  });
}
