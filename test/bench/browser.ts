import { chromium } from '@playwright/test';
import config from '../../playwright.config.ts';

/** The browser of the UI tests, with the same flags. */
export async function openBrowser() {
  const options = config.projects?.find((project) => project.name === 'serve')?.use?.launchOptions ?? {};
  const browser = await chromium.launch(options);
  return {
    newPage: async () => (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage(),
    close: () => browser.close(),
  };
}

/** Runs in the page: milliseconds from the page's own start until the element is there with text and was painted. */
export const whenPainted = (selector: string): string => `new Promise((resolve) => {
  const look = () => {
    const found = document.querySelector(${JSON.stringify(selector)});
    if (found && found.textContent.trim().length > 0) {
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
      return true;
    }
    return false;
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true, characterData: true });
  look();
})`;

/** The first row of data in a table of the console. */
export const firstRow = '[role="row"][aria-rowindex="2"]';
