import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { guestObstacles, labObstacles } from '../../test/lab/preflight.ts';
import { whyNoDisplay } from '../start/display.ts';
import { electronBinary, electronPackage } from '../start/electron.ts';

export function hasProgram(name: string): boolean {
  return [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'].some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The browser tests run Debian's chromium, or what HEADROOM_CHROMIUM names. */
export function whyNoBrowser(): string | undefined {
  if (process.env['HEADROOM_CHROMIUM'] || hasProgram('chromium')) return undefined;
  return 'chromium is not installed (HEADROOM_CHROMIUM may name another Chromium)';
}

/** The lab knows best what it needs. */
export function whyNoLab(): string | undefined {
  const obstacles = [...labObstacles(), ...guestObstacles()];
  return obstacles.length > 0 ? obstacles.join(' ') : undefined;
}

export function whyNoElectron(root: string): string | undefined {
  const electron = electronPackage(root);
  if (electron === undefined || electronBinary(electron) === undefined) {
    return 'the Electron binary is not installed (npm start fetches it where its site or ELECTRON_MIRROR is reachable)';
  }
  const noDisplay = whyNoDisplay();
  return noDisplay === undefined || hasProgram('xvfb-run') ? undefined : `${noDisplay}, and xvfb-run is not installed`;
}
