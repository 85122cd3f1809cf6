import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { Shell } from './pages/index.ts';
import { views } from './views.ts';

/**
 * A picture of every view, light and dark, in two window sizes, to be looked at by a person. What a machine can say
 * about them is asserted beside: nothing is wider than the window, and nothing still loads.
 */
const root = join(import.meta.dirname, '../..');
const folder = join(root, 'test-results/screenshots');
const sizes = [
  { width: 1440, height: 900 },
  { width: 1100, height: 800 },
];

/** Words and rows move with the time of day; a picture is taken when everything has arrived. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await expect(page.locator('.hr-table-pending')).toHaveCount(0);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

test.beforeAll(() => void mkdirSync(folder, { recursive: true }));

for (const theme of ['light', 'dark'] as const) {
  for (const size of sizes) {
    for (const view of views) {
      test(`${view.name}, ${theme}, ${size.width} px`, async ({ page }) => {
        await page.setViewportSize(size);
        await new Shell(page).theme(theme);
        await view.open(page);
        await settle(page);
        // Where the pointer rests would show in the picture.
        await page.mouse.move(0, 0);
        await page.screenshot({ path: join(folder, `${view.name}-${theme}-${size.width}.png`) });
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(tooWide, 'pixels wider than the window').toBeLessThanOrEqual(0);
      });
    }
  }
}

test('the picture of the README', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const shell = new Shell(page);
  await shell.theme('light');
  await shell.goTo('Overview');
  await settle(page);
  const toFile = process.env['HEADROOM_PICTURES'] === '1' ? { path: join(root, 'docs/pictures/console.png') } : {};
  if (toFile.path !== undefined) mkdirSync(join(root, 'docs/pictures'), { recursive: true });
  const picture = await page.screenshot(toFile);
  expect(picture.byteLength).toBeGreaterThan(20_000);
});
