import { type BrowserWindow, shell } from 'electron';
import { ask } from './ask.ts';
import { externalLink } from './navigation.ts';
import { openLinkText } from './problem-text.ts';

/** After a no the page is not heard again at once. */
const quietAfterNoMs = 10_000;

/**
 * Takes a link outside: through the allow-list, then to the operator who sees where it goes, then to the system. One
 * question at a time, so that a page can't bury the operator in them.
 */
export function createLinkOpener(window: () => BrowserWindow | undefined): (address: string) => Promise<void> {
  let asking = false;
  let quietUntilMs = 0;
  return async (address) => {
    const link = externalLink(address);
    if (asking || link.kind === 'refused' || performance.now() < quietUntilMs) return;
    asking = true;
    try {
      if ((await ask(openLinkText(link.shown, link.address), window())) === 'open') {
        await shell.openExternal(link.address);
      } else quietUntilMs = performance.now() + quietAfterNoMs;
    } catch {
      // No program for this kind of link: the system has said so itself.
    } finally {
      asking = false;
    }
  };
}
