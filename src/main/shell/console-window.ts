import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { consoleOrigin } from '../../shared/port-message.ts';
import { readSmallFile, writeSmallFile } from './small-file.ts';
import { webPreferences } from './web-preferences.ts';
import { parseWindowState, placeWindow, smallestWindow, type WindowState } from './window-state.ts';

export const startAddress = `${consoleOrigin}/index.html`;
const saveDelayMs = 500;

/** Opens the console's window where it was last, and remembers where it goes. Nothing is loaded yet. */
export function openConsoleWindow(parts: {
  preloadPath: string;
  profile: string;
  developing: boolean;
  title: string;
}): BrowserWindow {
  const statePath = join(parts.profile, 'window.json');
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const smallest = smallestWindow(workAreas);
  const { bounds, maximized, fullScreen } = placeWindow(parseWindowState(readSmallFile(statePath) ?? ''), workAreas);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: parts.title,
    show: false,
    // The theme's canvas, so that the first frame doesn't flash.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0f1211' : '#e9ebe8',
    webPreferences: webPreferences(parts.preloadPath, parts.developing),
  });
  if (maximized) window.maximize();
  if (fullScreen) window.setFullScreen(true);
  window.once('ready-to-show', () => window.show());
  remember(window, statePath);
  return window;
}

function remember(window: BrowserWindow, statePath: string): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    const state: WindowState = {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
      fullScreen: window.isFullScreen(),
    };
    writeSmallFile(statePath, JSON.stringify(state));
  };
  const saveSoon = () => {
    timer ??= setTimeout(() => (window.isDestroyed() ? undefined : save()), saveDelayMs);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('close', save);
  window.on('closed', () => clearTimeout(timer));
}
