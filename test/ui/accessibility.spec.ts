import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { SystemInfo } from '../../src/shared/contract/index.ts';
import { expect, test } from './fixtures.ts';
import { Activity, Palette, Settings, Shell, Table } from './pages/index.ts';
import { seededName, seedWork } from './seed.ts';
import { leaveView, views } from './views.ts';

/** Everyone can use the console: by rules that a machine checks on every view, by keyboard alone, and without motion. */
test.beforeAll(async ({ serve }) => seedWork(serve));

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return found.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary?.replaceAll('\n', ' ')}`),
  );
}

for (const theme of ['light', 'dark'] as const) {
  test(`no axe violation in any view, ${theme}`, async ({ page }) => {
    test.setTimeout(240_000);
    await new Shell(page).theme(theme);
    for (const view of views) {
      await test.step(view.name, async () => {
        await view.open(page);
        expect.soft(await violations(page), view.name).toEqual([]);
        await leaveView(page);
      });
    }
  });
}

test('no axe violation without access and in a narrow window', async ({ page, serve }) => {
  await page.setViewportSize({ width: 1000, height: 760 });
  const activity = new Activity(page);
  await activity.open();
  await activity.log.rows.first().click();
  await expect(page.getByRole('dialog', { name: 'Inspector' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.evaluate(() => sessionStorage.clear());
  await page.goto(`${serve.origin}/`);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'This window has no access' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('no axe violation on an empty catalog', async ({ page, freshOwn }) => {
  expect((await freshOwn.call<SystemInfo>('GET', '/system')).catalog.mode).toBe('own');
  const shell = new Shell(page);
  for (const route of [
    '/',
    '/customers',
    '/activity',
    '/activity/decisions',
    '/activity/operations',
    '/settings/tokens',
  ]) {
    await shell.open(route);
    await expect(page.locator('.hr-empty').first()).toBeVisible();
    expect.soft(await violations(page), route).toEqual([]);
  }
});

test('a customer is found, inspected and left with the keyboard alone', async ({ page }) => {
  const shell = new Shell(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Skip to the page' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#page')).toBeFocused();

  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(shell.heading).toHaveText('Customers');
  await expect(shell.heading).toBeFocused();

  const customers = new Table(page, 'Customers');
  await expect(customers.rows.first()).toBeVisible();
  await tabTo(page, customers.grid);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(shell.inspector).toBeVisible();
  await expect(customers.rows.nth(2)).toHaveAttribute('data-inspected', 'true');

  await page.keyboard.press('/');
  await expect(customers.filter).toBeFocused();
  await page.keyboard.type(seededName.toLowerCase());
  await expect(customers.rows).toHaveCount(1);
});

test('a token is made and the dialog left with the keyboard alone', async ({ page }) => {
  const shell = new Shell(page);
  await new Settings(page).open('Access tokens');
  await tabTo(page, page.locator('.hr-head').getByRole('button', { name: 'New token' }));
  await page.keyboard.press('Enter');
  await expect(shell.dialog('New access token').getByLabel('Name')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(shell.dialog('New access token').getByText('A name is needed.')).toBeVisible();
  await expect(shell.dialog('New access token').getByLabel('Name')).toBeFocused();
  await page.keyboard.type('by keyboard');
  await page.keyboard.press('Enter');
  await expect(shell.dialog('Secret of by keyboard')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(shell.dialog('Secret of by keyboard')).toHaveCount(0);
  await expect(new Settings(page).tokens.row('by keyboard')).toBeVisible();
});

test('the palette is opened, used and left with the keyboard alone', async ({ page }) => {
  const shell = new Shell(page);
  const palette = new Palette(page);
  await palette.open();
  await page.keyboard.type('go to decisions');
  await expect(palette.line('Go to Decisions')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(shell.heading).toBeFocused();
  await expect(page).toHaveURL(/#\/activity\/decisions$/);
  await palette.open();
  await page.keyboard.press('Escape');
  await expect(palette.field).toHaveCount(0);
});

test('nothing moves when the operator asked for reduced motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const palette = new Palette(page);
  await palette.open();
  expect(await running(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  expect(await running(page)).toEqual([]);
  const longest = await page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll('*')].map((element) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element);
        return Math.max(
          ...`${transitionDuration},${animationDuration}`.split(',').map((text) => Number.parseFloat(text) || 0),
        );
      }),
    ),
  );
  expect(longest, 'seconds of the longest transition').toBeLessThanOrEqual(0.001);
});

/** What is animated at this moment, by its element. */
const running = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    document
      .getAnimations()
      .filter((animation) => animation.playState === 'running')
      .map(({ effect }) => (effect instanceof KeyframeEffect ? (effect.target?.className ?? '') : '')),
  );

/** Presses Tab until the element has the focus; a trap or an unreachable element ends it. */
async function tabTo(page: Page, target: ReturnType<Page['locator']>): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}
