import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where Electron's npm package is; its binary is not in it but fetched into it, or lies elsewhere by override. */
export type ElectronPackage = { readonly folder: string; readonly version: string };

export function electronPackage(root: string): ElectronPackage | undefined {
  const folder = join(root, 'node_modules', 'electron');
  const manifest = read(join(folder, 'package.json'));
  if (manifest === undefined) return undefined;
  const parsed: { version?: string } = JSON.parse(manifest);
  return { folder, version: parsed.version ?? '' };
}

/**
 * The path of the binary, if it is there. Electron's own module must not be asked: importing it outside Electron
 * starts a download.
 */
export function electronBinary(electron: ElectronPackage, environment: NodeJS.ProcessEnv = process.env) {
  const relative = read(join(electron.folder, 'path.txt'));
  const override = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) return existing(join(override, relative ?? usualName()));
  const unpacked = read(join(electron.folder, 'dist', 'version'))
    ?.trim()
    .replace(/^v/, '');
  if (relative === undefined || unpacked !== electron.version) return undefined;
  return existing(join(electron.folder, 'dist', relative));
}

function usualName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

function existing(path: string): string | undefined {
  return existsSync(path) ? path : undefined;
}

function read(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
