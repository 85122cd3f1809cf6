import { type BrowserWindow, shell } from 'electron';
import { ask } from './ask.ts';
import { externalLink } from './navigation.ts';
import { openLinkText } from './problem-text.ts';

/**
 * Takes a link outside: through the allow-list, then to the operator who sees where it goes, then to the system. One
 * question at a time, so that a page can't bury the operator in them.
 */
export function createLinkOpener(window: () => BrowserWindow | undefined): (address: string) => Promise<void> {
  let asking = false;
  return async (address) => {
    const link = externalLink(address);
    if (asking || link.kind === 'refused') return;
    asking = true;
    try {
      if ((await ask(openLinkText(link.shown, link.address), window())) === 'open')
        await shell.openExternal(link.address);
    } catch {
      // No program for this kind of link: the system has said so itself.
    } finally {
      asking = false;
    }
  };
}
