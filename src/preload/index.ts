import { contextBridge, ipcRenderer } from 'electron';
import {
  consoleOrigin,
  corePortMessage,
  type DesktopFacts,
  desktopFactsKey,
  portChannel,
  portWantedChannel,
} from '../shared/port-message.ts';

/** The preload runs in the window but is compiled with Node's types: these three are all it uses of the page. */
declare const window: {
  readonly location: { readonly origin: string };
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void;
  addEventListener(type: 'DOMContentLoaded', listener: () => void, options: { once: true }): void;
};

// Any other page (an error page, a blank one) gets nothing at all.
if (window.location.origin === consoleOrigin) {
  const facts: DesktopFacts = { platform: process.platform };
  contextBridge.exposeInMainWorld(desktopFactsKey, facts);

  // A MessagePort can't cross contextBridge, so it goes through the window's own message event.
  ipcRenderer.on(portChannel, (event) => {
    window.postMessage(corePortMessage, consoleOrigin, event.ports);
  });

  // Module scripts have run by then, so the page is listening; the load event would wait for fonts and pictures.
  window.addEventListener('DOMContentLoaded', () => ipcRenderer.send(portWantedChannel), { once: true });
}
