import { closeSync, fsyncSync, openSync } from 'node:fs';

/** A name that was just made, changed or removed survives a power cut only when its folder is on the disk too. */
export function syncFolder(folder: string): void {
  // Windows neither allows nor needs it.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
