import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const longestFile = 64 * 1024;

/** Reads one of the shell's own little files; a missing, huge or unreadable one is as good as none. */
export function readSmallFile(path: string): string | undefined {
  try {
    const content = readFileSync(path);
    return content.length <= longestFile ? content.toString('utf8') : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces it whole, so that a crash leaves the old or the new. A disk that is full costs a window position, no more. */
export function writeSmallFile(path: string, content: string): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const fresh = `${path}.new`;
    writeFileSync(fresh, content, { mode: 0o600 });
    renameSync(fresh, path);
    return true;
  } catch {
    return false;
  }
}
