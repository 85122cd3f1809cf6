import { join } from 'node:path';
import { electronBinary, electronPackage } from './electron.ts';
import { electronSource, type Fetched, fetchElectron } from './fetch-electron.ts';
import { recentFailure, rememberFailure } from './fetch-memory.ts';
import { showProgress } from './progress.ts';

/** The binary that is installed, or that can be fetched now; else the reason, in words that end a sentence. */
export async function obtainElectron(root: string, options: { readonly insist: boolean }): Promise<Fetched> {
  const electron = electronPackage(root);
  if (electron === undefined) return { ok: false, reason: 'its npm package is not installed' };
  const binary = electronBinary(electron);
  if (binary !== undefined) return { ok: true, binary };
  if (process.env['ELECTRON_OVERRIDE_DIST_PATH']) {
    return { ok: false, reason: 'ELECTRON_OVERRIDE_DIST_PATH names a folder without its binary' };
  }
  if (process.env['ELECTRON_SKIP_BINARY_DOWNLOAD']) {
    return { ok: false, reason: 'ELECTRON_SKIP_BINARY_DOWNLOAD is set and its binary is not installed' };
  }
  const source = await electronSource(electron);
  const memory = join(root, '.cache', 'electron-fetch.json');
  const failed = options.insist ? undefined : recentFailure(memory, source, Date.now());
  if (failed !== undefined) return { ok: false, reason: `it could not be fetched earlier today (${failed.reason})` };
  console.log(`Fetching Electron ${electron.version} (about 120 MB, once) from ${new URL(source).host}.`);
  const fetched = await fetchElectron(electron, source, showProgress(process.stdout));
  if (fetched.ok) return fetched;
  rememberFailure(memory, { source, atMs: Date.now(), reason: fetched.reason });
  return { ok: false, reason: `it could not be fetched (${fetched.reason})` };
}
