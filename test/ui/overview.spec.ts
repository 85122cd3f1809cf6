import { expect, test } from './fixtures.ts';
import { Inbox, Overview, Shell } from './pages/index.ts';
import { createCustomer, failBackup, mergeTwo } from './seed.ts';

test('the figures of customers are those of core, and change with them', async ({ page, serve }) => {
  const total = async (state: string) =>
    (await serve.call<{ total: number }>('GET', `/customers?state=${state}&limit=1`)).total;
  const customers = new Overview(page).panel('Customers');
  const active = await total('active');
  await expect(customers.locator('.big')).toHaveText(active.toLocaleString('en-GB'));
  const { id } = await createCustomer(serve, 'Counted Customer');
  await expect(customers.locator('.big')).toHaveText((active + 1).toLocaleString('en-GB'));
  await serve.call('POST', `/customers/${id}/archive`, {});
  await expect(customers.locator('.big')).toHaveText(active.toLocaleString('en-GB'));
  await expect(customers).toContainText(`Archived${await total('archived')}`);
});

test('what was done and decided appears at once, and leads to its details', async ({ page, serve }) => {
  const overview = new Overview(page);
  const { name } = await createCustomer(serve, 'Fresh Fjord');
  const line = overview.panel('Recent activity').getByRole('listitem').filter({ hasText: name });
  await expect(line).toBeVisible();
  await mergeTwo(serve, 'Overview Merge');
  await expect(overview.panel('Recent decisions').getByRole('listitem').first()).toContainText('Overview Merge');
  await overview
    .panel('Recent decisions')
    .getByRole('link', { name: /^Why\?/ })
    .first()
    .click();
  await expect(new Shell(page).inspector.getByRole('heading', { name: 'Why?' })).toBeVisible();
});

test('a failed operation needs attention until it is retried', async ({ page, freshDemo: serve }) => {
  const overview = new Overview(page);
  await expect(overview.panel('Needs attention')).toContainText('Nothing needs you');
  const { path } = await failBackup(serve);
  const item = overview.attention(`Back up the catalog to ${path}: failed`);
  await expect(item).toContainText('Tried 3 of 3 times');
  await new Inbox(page).expectUnread(1);
  await item.getByRole('button', { name: 'Retry' }).click();
  await expect(item).toHaveCount(0);
});

test('an empty catalog says what will be here, and asks for nothing', async ({ page, freshOwn }) => {
  const overview = new Overview(page);
  await expect(page.getByText('Own catalog')).toBeVisible();
  await expect(page.getByText('Demo data')).toHaveCount(0);
  await expect(overview.panel('Needs attention')).toContainText('Nothing needs you');
  await expect(overview.panel('Customers')).toContainText('No customer yet');
  await expect(overview.panel('Recent activity')).toContainText('Nothing was done yet');
  await expect(overview.panel('Recent decisions')).toContainText('Nothing was decided yet');
  await createCustomer(freshOwn, 'The First');
  await expect(overview.attention('This catalog has no backup')).toContainText('1 customer is in one file only');
});
