import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** What every host of core agrees on: where the data is, and how big a demo is. */
export const usualDemoCustomers = 240;

/** The platform's own place for a program's data. */
export function usualFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform, demo: boolean): string {
  const name = demo ? 'headroom-demo' : 'headroom';
  const home = homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', name);
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), name);
  const xdg = environment['XDG_DATA_HOME'];
  return join(xdg !== undefined && isAbsolute(xdg) ? xdg : join(home, '.local', 'share'), name);
}
