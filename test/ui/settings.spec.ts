import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SystemInfo } from '../../src/shared/contract/index.ts';
import { expect, test } from './fixtures.ts';
import { Activity, Jobs, Settings, Shell } from './pages/index.ts';

test('a token is shown once, works, is named in Activity, and ends when it is revoked', async ({ page, serve }) => {
  const settings = new Settings(page);
  const secret = await settings.makeToken('release robot');
  await expect(page.getByText(secret)).toHaveCount(0);
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${serve.origin}/api/v1${path}`, { ...init, headers: { authorization: `Bearer ${secret}` } });
  expect((await ask('/customers?limit=1')).status).toBe(200);
  expect((await ask('/openapi.json')).status).toBe(200);
  expect((await ask('/system/backups', { method: 'POST' })).status, 'a body is needed').toBe(400);

  await settings.makeToken('release robot 2');
  await expect(settings.tokens.row('release robot')).toHaveCount(2);
  await settings.revokeToken('release robot 2');
  await expect(settings.tokens.row('Revoked')).toHaveCount(1);
  await settings.tokens.search('robot 2');
  await expect(settings.tokens.rows).toHaveCount(1);

  await settings.shell.closeInspector();
  await settings.tokens.search('');
  await settings.tokens.row('Active').filter({ hasText: 'release robot' }).first().click();
  await page.getByRole('button', { name: 'Revoke token' }).click();
  const dialog = settings.shell.dialog('Revoke release robot?');
  const confirm = dialog.getByRole('button', { name: 'Revoke token' });
  await expect(confirm).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByLabel("Type the token's name to revoke it").fill('release robot');
  await confirm.click();
  await expect(dialog).toHaveCount(0);
  expect((await ask('/customers?limit=1')).status).toBe(401);

  const activity = new Activity(page);
  await activity.open();
  await activity.log.search('Revoked the access token release robot');
  await expect(activity.log.rows.first()).toBeVisible();
});

test('a name that is taken is refused beside the field, and nothing is made', async ({ page }) => {
  const settings = new Settings(page);
  await settings.makeToken('only one');
  await page.locator('.hr-head').getByRole('button', { name: 'New token' }).click();
  const dialog = settings.shell.dialog('New access token');
  await dialog.getByLabel('Name').fill('only one');
  await dialog.getByRole('button', { name: 'Make token' }).click();
  await expect(dialog.getByText('This name is taken.')).toBeVisible();
  await expect(dialog.getByLabel('Name')).toBeFocused();
});

test('the catalog is backed up while it is in use, and never over a file', async ({ page, serve }) => {
  const settings = new Settings(page);
  await settings.open('Catalog');
  await expect(page.locator('#page')).toContainText(join(serve.folder, 'catalog.db'));
  await expect(page.locator('#page')).toContainText('sound, every page checked at start');

  const path = join(serve.folder, 'copy.db');
  await settings.backUp(path);
  const backups = page.getByRole('list', { name: 'Backups, newest first' });
  await expect(backups.getByRole('listitem').filter({ hasText: path })).toContainText('Done');
  expect(existsSync(path)).toBe(true);
  expect(statSync(path).size).toBeGreaterThan(4096);
  const jobs = new Jobs(page);
  await jobs.open();
  await expect(jobs.job(path)).toContainText('Done');
  await jobs.clearFinished();
  await expect(jobs.list.getByRole('listitem')).toHaveCount(0);
  await page.keyboard.press('Escape');

  await settings.backUp(path);
  await expect(page.getByText('exists already. A backup never overwrites a file.')).toBeVisible();
  await expect(page.getByLabel('File')).toBeFocused();
  await settings.backUp('relative.db');
  await expect(page.getByText('is not a whole path')).toBeVisible();
});

test('the theme follows the system until one is chosen', async ({ page }) => {
  const settings = new Settings(page);
  await settings.open('Appearance');
  const html = page.locator('html');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.getByRole('radio', { name: 'Light' }).click();
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'light');
  await page.getByRole('radio', { name: 'System' }).click();
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('the API page names this address, and About names the version', async ({ page, serve }) => {
  const settings = new Settings(page);
  await settings.open('API');
  await expect(page.getByRole('region', { name: 'Example' })).toContainText(`${serve.origin}/api/v1/customers`);
  const { version } = await serve.call<{ version: string }>('GET', '/system');
  await settings.open('About');
  await expect(page.locator('#page')).toContainText(version);
  await expect(page.getByRole('row').filter({ hasText: 'better-sqlite3' })).toContainText('MIT');
});

test('the gallery opens on demo data', async ({ page }) => {
  await new Shell(page).open('/gallery');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Components');
});

test('the gallery is not there on an own catalog', async ({ page, freshOwn }) => {
  expect((await freshOwn.call<SystemInfo>('GET', '/system')).catalog.mode).toBe('own');
  await new Shell(page).open('/gallery');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No such page');
});
