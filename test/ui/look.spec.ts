import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { Shell, Table } from './pages/index.ts';
import { seedWork } from './seed.ts';
import { leaveView, views } from './views.ts';

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

test.beforeAll(async ({ serve }) => {
  mkdirSync(folder, { recursive: true });
  await seedWork(serve);
});

for (const theme of ['light', 'dark'] as const) {
  for (const size of sizes) {
    test(`every view, ${theme}, ${size.width} px`, async ({ page }) => {
      test.setTimeout(180_000);
      await page.setViewportSize(size);
      await new Shell(page).theme(theme);
      for (const view of views) {
        await test.step(view.name, async () => {
          await view.open(page);
          await settle(page);
          // Where the pointer rests would show in the picture.
          await page.mouse.move(0, 0);
          await page.screenshot({ path: join(folder, `${view.name}-${theme}-${size.width}.png`) });
          const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect.soft(tooWide, `${view.name}: pixels wider than the window`).toBeLessThanOrEqual(0);
          await leaveView(page);
        });
      }
    });
  }
}

test('the picture of the README', async ({ page, freshDemo: _ }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const shell = new Shell(page);
  await shell.theme('light');
  await shell.goTo('Customers');
  await new Table(page, 'Customers').inspect('Aurora Genomics');
  await expect(shell.inspector.getByRole('heading', { name: 'Why?' })).toBeVisible();
  await settle(page);
  await page.mouse.move(0, 0);
  const wanted = process.env['HEADROOM_PICTURES'] === '1';
  if (wanted) mkdirSync(join(root, 'docs/pictures'), { recursive: true });
  const picture = await page.screenshot(wanted ? { path: join(root, 'docs/pictures/console.png') } : {});
  expect(picture.byteLength).toBeGreaterThan(20_000);
});
