import type { WebPreferences } from 'electron';

/** Settings of the one kind of window. Electron's defaults are written out, so that a change of theirs isn't one of ours. */
export function webPreferences(preloadPath: string, developing: boolean): WebPreferences {
  return {
    preload: preloadPath,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    // Chromium would fetch dictionaries from the network.
    spellcheck: false,
    devTools: developing,
  };
}
