import { expect, openConsole, startServe, test } from './fixtures.ts';
import { Inbox, Jobs, Palette, Shell, Table, type Task } from './pages/index.ts';
import { createCustomer } from './seed.ts';

test('says what is open, as whom, and keeps the token out of the address', async ({ page, serve }) => {
  const shell = new Shell(page);
  await expect(page.getByText('Demo data', { exact: true })).toBeVisible();
  await expect(page.locator('.hr-top-identity')).toContainText('Operator');
  await expect(shell.statusLine).toContainText('Core connected');
  await expect(shell.statusLine).toContainText('Catalog sound');
  await expect(shell.statusLine).toContainText(/Data current, last read \d\d:\d\d:\d\d/);
  expect(page.url()).not.toContain(serve.token);
  await page.reload();
  await expect(shell.statusLine).toContainText('Core connected');
});

test('the rail has what works and nothing else; each page has its name, its title and the focus', async ({ page }) => {
  const shell = new Shell(page);
  const tasks: Task[] = ['Overview', 'Customers', 'Activity', 'Settings'];
  await expect(shell.rail.getByRole('link')).toHaveText(tasks);
  for (const task of ['Customers', 'Activity', 'Settings', 'Overview'] as const) {
    await shell.goTo(task);
    await expect(page).toHaveTitle(new RegExp(`^${task}.* · Headroom$`));
    await expect(shell.heading).toBeFocused();
    await expect(shell.rail.getByRole('link', { name: task })).toHaveAttribute('aria-current', 'page');
  }
  await page.goBack();
  await expect(shell.heading).toHaveText('Settings');
});

test('the palette finds pages, commands with their reason, and customers by name', async ({ page, serve }) => {
  const { id } = await createCustomer(serve, 'Zirkon Palette Works');
  const palette = new Palette(page);
  await palette.open();
  await palette.field.fill('connection');
  await expect(palette.line('Retry the connection to core')).toContainText('off: core is connected');
  await expect(palette.line('Retry the connection to core')).toHaveAttribute('aria-disabled', 'true');
  await palette.field.fill('zirkon');
  await palette.line('Zirkon Palette Works').click();
  await expect(page).toHaveURL(new RegExp(`#/customers/${id}$`));
  await expect(new Shell(page).heading).toContainText('Zirkon Palette Works');
  await palette.run('operations', 'Go to Operations');
  await expect(page).toHaveURL(/#\/activity\/operations$/);
});

test('? lists the keys, G and a letter goes to a task, and typing is not mistaken for either', async ({ page }) => {
  const shell = new Shell(page);
  await page.keyboard.press('?');
  await expect(shell.dialog('Keyboard')).toContainText('Find anything, or run a command');
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await expect(shell.heading).toHaveText('Activity');
  const filter = new Table(page, 'Activity').filter;
  await filter.click();
  await page.keyboard.type('gc?');
  await expect(filter).toHaveValue('gc?');
  await expect(shell.heading).toHaveText('Activity');
  await expect(shell.dialog('Keyboard')).toHaveCount(0);
});

test('says that everything is live, and why there is no past and no ahead yet', async ({ page }) => {
  await page.getByRole('button', { name: /^Time shown: Live/ }).click();
  const times = page.getByRole('dialog', { name: 'Time shown' });
  await expect(times.getByRole('listitem').filter({ hasText: 'Past' })).toContainText('Off: no host reports yet');
  await expect(times.getByRole('listitem').filter({ hasText: 'Ahead' })).toContainText('Off: nothing is reserved yet');
});

test('the theme that was chosen stays after a reload', async ({ page }) => {
  const shell = new Shell(page);
  await shell.theme('dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('tray and inbox say what will be in them', async ({ page, freshDemo: _ }) => {
  const jobs = new Jobs(page);
  await jobs.open();
  await expect(jobs.list).toContainText('Nothing runs.');
  await page.keyboard.press('Escape');
  const inbox = new Inbox(page);
  await inbox.expectUnread(0);
  await inbox.open();
  await expect(inbox.list).toContainText('Nothing waits for you.');
});

test('a page that fails keeps the frame, says what failed, and can be tried again', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push(/figures broke/);
  const shell = new Shell(page);
  await page.evaluate(() => {
    const kept = Intl.NumberFormat;
    Object.assign(window, { mend: () => Object.assign(Intl, { NumberFormat: kept }) });
    Object.assign(Intl, {
      NumberFormat: class {
        constructor() {
          throw new Error('figures broke');
        }
      },
    });
  });
  await shell.open('/settings/catalog');
  await expect(shell.heading).toHaveText('This page failed');
  await expect(page.getByRole('alert').filter({ hasText: 'figures broke' })).toContainText('Nothing was changed');
  await expect(shell.rail).toBeVisible();
  await page.evaluate(() => (window as unknown as { mend: () => void }).mend());
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(shell.heading).toHaveText('Settings');
});

test('an address that names nothing says so', async ({ page }) => {
  const shell = new Shell(page);
  await shell.open('/nowhere');
  await expect(shell.heading).toHaveText('No such page');
  await expect(page.locator('#page')).toContainText('/nowhere');
});

/** What a browser says by itself when a server is gone. */
const offline = [/ERR_CONNECTION_REFUSED/, /ERR_CONNECTION_RESET/, /WebSocket/];

test('core lost: the banner says so, what was read stays, and the window comes back by itself', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push(...offline);
  const before = await startServe({ demoCustomers: 20 });
  const { secret } = await before.call<{ secret: string }>('POST', '/system/tokens', {
    id: crypto.randomUUID(),
    name: 'wall screen',
  });
  await openConsole(page, { url: `${before.origin}/#token=${secret}` });
  const shell = new Shell(page);
  await expect(page.locator('.hr-top-identity')).toContainText('wall screen');
  await shell.goTo('Customers');
  const customers = new Table(page, 'Customers');
  await expect(customers.rows.first()).toBeVisible();

  await before.kill();
  await expect(shell.lostBanner).toContainText('Core has not answered since');
  await expect(shell.statusLine).toContainText('Core lost since');
  await expect(shell.statusLine).toContainText(/Data of .* old/);
  await expect(customers.rows.first()).toBeVisible();
  await shell.lostBanner.getByRole('button', { name: 'Retry now' }).click();
  await expect(shell.lostBanner).toContainText('Core has not answered since');

  const after = await startServe({
    demoCustomers: 20,
    folder: before.folder,
    port: Number(new URL(before.origin).port),
  });
  try {
    await createCustomer(after, 'Made Meanwhile');
    await expect(shell.lostBanner).toHaveCount(0, { timeout: 15_000 });
    await expect(shell.statusLine).toContainText('Core connected');
    await customers.search('made meanwhile');
    await expect(customers.row('Made Meanwhile')).toBeVisible();
  } finally {
    await after.close();
    await before.close();
  }
});

test('a token that ended: the window says what to do, and the new address lets it in', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push(...offline, /401/);
  const before = await startServe({ demoCustomers: 5 });
  await openConsole(page, before);
  await before.kill();
  const after = await startServe({
    demoCustomers: 5,
    folder: before.folder,
    port: Number(new URL(before.origin).port),
  });
  try {
    await expect(page.getByRole('heading', { name: 'This window has no access' })).toBeVisible({ timeout: 15_000 });
    await expect(page.getByRole('alert')).toContainText('Headroom was restarted');
    const field = page.getByLabel('Address or access token');
    await field.fill('http://127.0.0.1/');
    await page.getByRole('button', { name: 'Open the console' }).click();
    await expect(page.getByText('That holds no token.')).toBeVisible();
    await field.fill(after.url);
    await page.getByRole('button', { name: 'Open the console' }).click();
    await expect(page.getByText('Core connected')).toBeVisible();
  } finally {
    await after.close();
    await before.close();
  }
});
