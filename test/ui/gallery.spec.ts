/**
 * Every component in both themes: accessibility, keyboard and pictures share one page that is opened once a test.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** The parts of the design system in every state: pictures to look at, rules a machine can check, and the keyboard. */
const folder = join(import.meta.dirname, '../../test-results/gallery');
const tabs = ['Console', 'Tables', 'Charts', 'Maps'] as const;

test.beforeEach(async ({ page }) => {
  await page.evaluate(() => {
    location.hash = '#/gallery';
  });
  await expect(page.getByRole('heading', { name: 'Components', level: 1 })).toBeVisible();
  mkdirSync(folder, { recursive: true });
});

async function openTab(page: Page, tab: (typeof tabs)[number]): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: tab, exact: true }).click();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await expect(page.locator('.hr-table-pending')).toHaveCount(0);
  // Charts are drawn when their size is known.
  if (tab === 'Charts') await expect(page.locator('.recharts-area-curve')).toHaveCount(4);
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}`));
}

for (const theme of ['light', 'dark'] as const) {
  test(`every part, ${theme}: no axe violation, and a picture`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme: theme });
    for (const tab of tabs) {
      await test.step(tab, async () => {
        await openTab(page, tab);
        expect.soft(await violations(page), tab).toEqual([]);
        await page.mouse.move(0, 0);
        await page.screenshot({ path: join(folder, `${tab.toLowerCase()}-${theme}.png`) });
      });
    }
  });

  test(`what floats, ${theme}: no axe violation`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme: theme });
    await openTab(page, 'Console');
    const overlays: readonly [string, () => Promise<void>, string][] = [
      ['jobs', () => page.getByRole('button', { name: /^Jobs/ }).click(), 'Clear finished'],
      ['inbox', () => page.getByRole('button', { name: /^Notifications/ }).click(), 'Mark all read'],
      ['time', () => page.getByRole('button', { name: /^Time shown/ }).click(), 'An hour earlier'],
      ['dialog', () => page.getByRole('button', { name: 'Remove host' }).first().click(), 'Keep host'],
    ];
    for (const [name, open, button] of overlays) {
      await test.step(name, async () => {
        await open();
        await expect(page.getByRole('button', { name: button })).toBeVisible();
        expect.soft(await violations(page), name).toEqual([]);
        await page.screenshot({ path: join(folder, `${name}-${theme}.png`) });
        await page.keyboard.press('Escape');
        await expect(page.getByRole('button', { name: button })).toHaveCount(0);
      });
    }
    await test.step('menu', async () => {
      await page.getByRole('button', { name: 'Actions for b14-06' }).click();
      await expect(page.getByRole('menuitem', { name: /Hold host/ })).toContainText('R-2291 starts in 28 min');
      expect.soft(await violations(page), 'menu').toEqual([]);
      await page.keyboard.press('Escape');
    });
    await test.step('palette', async () => {
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
      expect.soft(await violations(page), 'palette').toEqual([]);
      await page.screenshot({ path: join(folder, `palette-${theme}.png`) });
      await page.keyboard.press('Escape');
    });
  });

  test(`the tokens of the ${theme} theme reach the page`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    // A build that rewrites light-dark() for old browsers leaves every colour empty.
    const canvas = { light: 'rgb(233, 235, 232)', dark: 'rgb(15, 18, 17)' }[theme];
    await expect.poll(() => page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(canvas);
  });
}

test('the theme can be chosen and is kept', async ({ page }) => {
  await page.getByRole('button', { name: 'Switch to dark theme' }).click();
  await expect(page.getByRole('button', { name: 'Switch to light theme' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Switch to light theme' })).toBeVisible();
});

test('the palette runs the best answer on Enter, and nothing that is off', async ({ page }) => {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await palette.getByRole('textbox').fill('hold');
  await expect(palette.getByRole('button', { name: /Hold host/ })).toContainText('off: R-2291 starts in 28 min');
  await page.keyboard.press('Enter');
  await expect(palette).toBeVisible();
  await palette.getByRole('textbox').fill('maps');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('application')).toBeVisible();
});

test('a destructive dialog stays off until the name is typed', async ({ page }) => {
  await page.getByRole('button', { name: 'Remove host' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Remove host c07-03?' });
  const confirm = dialog.getByRole('button', { name: 'Remove host' });
  const name = dialog.getByRole('textbox');
  await expect(name).toBeFocused();
  await name.fill('c07-0');
  await name.press('Enter');
  await expect(dialog).toBeVisible();
  await expect(confirm).toHaveAttribute('aria-disabled', 'true');
  await name.fill('c07-03');
  await name.press('Enter');
  await expect(dialog).toHaveCount(0);
});

test.describe('the table', () => {
  test('is walked, selected and inspected with the keyboard', async ({ page }) => {
    await openTab(page, 'Tables');
    const grid = page.getByRole('grid', { name: 'Instances', exact: true });
    const current = () =>
      grid.evaluate((element) => {
        const id = element.getAttribute('aria-activedescendant');
        return Number(id && document.getElementById(id)?.getAttribute('aria-rowindex'));
      });
    await expect(grid).toHaveAttribute('aria-rowcount', '4183');
    await grid.focus();
    expect(await current()).toBe(2);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await current()).toBe(4);
    await page.keyboard.press('End');
    await expect.poll(current).toBe(4183);
    await page.keyboard.press('PageUp');
    await expect.poll(current).toBeLessThan(4183);
    await page.keyboard.press('Home');
    await expect.poll(current).toBe(2);

    await page.keyboard.press('Escape');
    await page.keyboard.press(' ');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(grid.getByRole('row', { selected: true })).toHaveCount(3);
    await expect(page.getByRole('status').filter({ hasText: '3 selected' })).toBeVisible();

    await page.keyboard.press('Enter');
    const name = await grid.locator('[aria-rowindex="4"]').getByRole('gridcell').nth(1).textContent();
    await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText(name ?? '?');
  });

  test('sorts, filters and hides columns', async ({ page }) => {
    await openTab(page, 'Tables');
    const grid = page.getByRole('grid', { name: 'Instances', exact: true });
    const cpu = grid.getByRole('columnheader', { name: 'CPU, %' });
    await cpu.getByRole('button', { name: 'CPU, %', exact: true }).click();
    await expect(cpu).toHaveAttribute('aria-sort', 'ascending');
    await cpu.getByRole('button', { name: 'CPU, %', exact: true }).click();
    await expect(cpu).toHaveAttribute('aria-sort', 'descending');
    await expect(grid.locator('[aria-rowindex="2"]').getByRole('gridcell').nth(4)).toHaveText('100');

    await page.getByRole('searchbox', { name: 'Filter instances' }).fill('memory');
    await expect(page.getByRole('status').filter({ hasText: 'of 4,182' })).toBeVisible();
    await grid.getByRole('button', { name: 'Column Instance' }).click();
    await page.getByRole('textbox', { name: 'Instance contains' }).fill('no such instance');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(grid).toHaveAttribute('aria-rowcount', '4183');

    await grid.getByRole('button', { name: 'Column Type' }).click();
    await page.getByRole('button', { name: 'Hide column' }).click();
    await expect(grid.getByRole('columnheader', { name: 'Type' })).toHaveCount(0);
    await expect(grid).toHaveAttribute('aria-colcount', '6');
  });

  test('hands out what it shows as CSV', async ({ page }) => {
    await openTab(page, 'Tables');
    await page.getByRole('searchbox', { name: 'Filter instances' }).fill('Tindra');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).first().click();
    const chunks: Buffer[] = [];
    for await (const chunk of await (await download).createReadStream()) chunks.push(chunk);
    const lines = Buffer.concat(chunks).toString().trim().split('\r\n');
    expect(lines[0]).toBe('Instance,Customer,Type,"CPU, %",€ today,State');
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.slice(1).every((line) => line.includes('Tindra Labs'))).toBe(true);
  });

  test('reaches the last of 100,000 rows through its window', async ({ page }) => {
    await openTab(page, 'Tables');
    const grid = page.getByRole('grid', { name: 'All instances' });
    await expect(grid).toHaveAttribute('aria-rowcount', '100001');
    await grid.focus();
    await page.keyboard.press('End');
    await expect(grid.locator('[aria-rowindex="100001"]')).toContainText('i-');
    expect(await grid.getByRole('row').count()).toBeLessThan(80);
  });
});

test.describe('the heat grid', () => {
  test('moves with the arrow keys, speaks, and inspects on Enter', async ({ page }) => {
    await openTab(page, 'Maps');
    const map = page.getByRole('application', { name: /CPU busy of 1,200 hosts/ });
    const spoken = page.getByRole('status').filter({ hasText: '%' });
    await map.focus();
    await expect(spoken).toContainText('a17-09');
    await page.keyboard.press('ArrowDown');
    await expect(spoken).toContainText('a17-10');
    await page.keyboard.press('ArrowRight');
    await expect(spoken).toContainText('a18-10');
    await page.keyboard.press('Home');
    await expect(spoken).toContainText('a18-01');
    await page.keyboard.press('PageDown');
    await expect(spoken).toContainText('b18-01');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('b18-01');
  });

  test('answers the pointer, and draws the colours of the theme', async ({ page }) => {
    await openTab(page, 'Maps');
    const map = page.getByRole('application');
    const box = await map.boundingBox();
    if (!box) throw new Error('The map has no place on the page.');
    await page.mouse.move(box.x + 14, box.y + 52);
    await expect(page.locator('.hr-heat-card')).toContainText('a01-01');
    await page.mouse.click(box.x + 14, box.y + 52);
    await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('a01-01');
    const colours = () =>
      map
        .locator('canvas')
        .first()
        .evaluate((canvas: HTMLCanvasElement) => {
          const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
          return new Set(Array.from({ length: pixels.length / 4 }, (_, at) => pixels.slice(at * 4, at * 4 + 3).join()))
            .size;
        });
    await expect.poll(colours).toBeGreaterThan(50);
  });
});

test('a chart has its figures behind it', async ({ page }) => {
  await openTab(page, 'Charts');
  await page.getByRole('button', { name: 'Table' }).first().click();
  await expect(page.getByRole('columnheader', { name: 'Promised by reservations, vCPU' })).toBeVisible();
  await page.getByRole('button', { name: 'Chart' }).click();
  await expect(page.getByRole('img', { name: /full on Tue 24 Nov/ })).toBeVisible();
});
