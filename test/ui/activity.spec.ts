import { expect, test } from './fixtures.ts';
import { Activity, Palette, Shell } from './pages/index.ts';
import { createCustomer, editCustomer, failBackup, mergeTwo, operationState } from './seed.ts';

test('who changed what, with the values before and after', async ({ page, serve }) => {
  const { id } = await createCustomer(serve, 'Before Name');
  await editCustomer(serve, id, { name: 'After Name' });
  const activity = new Activity(page);
  await activity.open();
  await activity.log.search('Before Name');
  await expect(activity.log.rows).toHaveCount(2);
  await activity.log.rows.first().click();
  const change = activity.shell.inspector.getByRole('row').filter({ hasText: 'Before Name' });
  await expect(change.getByRole('cell').nth(0)).toHaveText('Before Name');
  await expect(change.getByRole('cell').nth(1)).toHaveText('After Name');
  await expect(activity.shell.inspector.getByRole('link', { name: 'After Name' })).toHaveAttribute(
    'href',
    `#/customers/${id}`,
  );
  // Back closes what the address had opened.
  await page.goBack();
  await expect(activity.shell.inspector).toHaveCount(0);
});

test('filtered by person and by text, and a new entry appears by itself', async ({ page, serve }) => {
  await createCustomer(serve, 'Filter One');
  const activity = new Activity(page);
  await activity.open();
  await activity.log.filterColumn('Who', 'demo data');
  await expect(activity.log.row('Filter One')).toHaveCount(0);
  const shown = await activity.log.rows.count();
  expect(shown).toBeGreaterThan(0);
  await expect(activity.log.row('Headroom: demo data')).toHaveCount(shown);
  await page.getByRole('button', { name: 'Clear filter Who' }).click();
  await activity.log.search('Filter Two');
  await expect(page.getByText('No row matches.')).toBeVisible();
  await createCustomer(serve, 'Filter Two');
  await expect(activity.log.row('Filter Two')).toBeVisible();
});

test('older entries come as the operator scrolls, and the export has all of them', async ({ page, serve }) => {
  const { id } = await createCustomer(serve, 'Long History');
  for (let number = 1; number <= 430; number++) {
    await serve.call('PUT', `/tags/customer/${id}`, { tags: { turn: String(number) } });
  }
  const activity = new Activity(page);
  await activity.open();
  await expect(page.locator('.hr-head-note')).toContainText('older ones as you scroll');
  await activity.log.grid.focus();
  await expect
    .poll(async () => {
      await page.keyboard.press('End');
      return activity.log.row('demo customers').count();
    })
    .toBe(1);
  await expect(page.locator('.hr-head-note')).toHaveCount(0);
  const lines = (await activity.log.exported()).trimEnd().split('\r\n');
  expect(lines.length).toBeGreaterThan(430);
  expect(lines[0]).toBe('When,Who,What,Fields changed,Command');
  expect(lines.at(-1)).toContain('demo customers');
});

test('a decision shows its outcome, its reasons and what it saw', async ({ page, serve }) => {
  await mergeTwo(serve, 'Activity Merge');
  const activity = new Activity(page);
  await activity.open('Decisions');
  const first = activity.decisions.rows.first();
  const word = (await first.getByRole('gridcell').nth(1).innerText()).trim();
  await activity.decisions.filterColumn('Outcome', word);
  await first.click();
  const { inspector } = activity.shell;
  await expect(inspector.getByRole('heading', { name: 'Why?' })).toBeVisible();
  const inputs = JSON.parse(await inspector.getByRole('region', { name: 'Inputs of the decision' }).innerText());
  expect(Object.keys(inputs).length).toBeGreaterThan(0);
  await activity.decisions.search('no decision says this');
  await expect(page.getByText('No row matches.')).toBeVisible();
});

test('a failed operation says why, and is retried from its inspector', async ({ page, serve }) => {
  const { id, path } = await failBackup(serve);
  const activity = new Activity(page);
  await new Palette(page).run('operations', 'Go to Operations');
  await activity.operations.filterColumn('State', 'Failed');
  await activity.operations.inspect(path);
  const { inspector } = activity.shell;
  await expect(inspector.getByRole('alert')).toContainText('It failed after 3 attempts');
  await inspector.getByRole('button', { name: 'Retry operation' }).click();
  await expect(new Shell(page).toast('Queued again')).toBeVisible();
  await expect.poll(() => operationState(serve, id)).not.toBe('failed');
});
