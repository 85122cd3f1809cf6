import type { WebContents } from 'electron';
import { mayNavigate } from './navigation.ts';

/** Holds any page, however it came to be, to the console's own address. Links that lead out are handed to `openLink`. */
export function guardContents(contents: WebContents, openLink: (address: string) => void): void {
  contents.on('will-frame-navigate', (details) => {
    if (mayNavigate(details.url)) return;
    details.preventDefault();
    if (details.isMainFrame) openLink(details.url);
  });
  contents.on('will-redirect', (details) => {
    if (!mayNavigate(details.url)) details.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    openLink(url);
    return { action: 'deny' };
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _devices, callback) => {
    event.preventDefault();
    callback('');
  });
}
