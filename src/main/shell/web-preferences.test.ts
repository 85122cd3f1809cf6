import { expect, test } from 'vitest';
import { webPreferences } from './web-preferences.ts';

test.each([true, false])('a window has every protection, developing or not (%s)', (developing) => {
  const preferences = webPreferences('/opt/preload.cjs', developing);
  expect(preferences).toMatchObject({
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
    spellcheck: false,
    devTools: developing,
  });
  expect(preferences).not.toHaveProperty('enableBlinkFeatures');
  expect(preferences).not.toHaveProperty('disableBlinkFeatures');
});
