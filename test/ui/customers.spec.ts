/**
 * What an operator does with customers, from the first to the last step of each, against the real core. One file,
 * because it is read as one list of what the slice must be able to do; each test makes what it needs.
 */
import { addMember, editCustomer, makeCustomer, readCustomer } from './customers-data.ts';
import { expect, test } from './fixtures.ts';
import { CustomersPage } from './pages/customers-page.ts';
import { Palette } from './pages/index.ts';

test('a customer is created, with what is wrong said at its field', async ({ page }) => {
  const customers = new CustomersPage(page);
  await customers.open();
  await page.keyboard.press('n');
  await expect(customers.shell.heading).toHaveText('New customer');
  await customers.field('Invoices to').fill('nobody');
  await customers.button('Create customer').click();
  await expect(page.getByText('A name is needed.')).toBeVisible();
  await expect(page.getByText('Write it like name@example.org.')).toBeVisible();
  await expect(customers.field('Name')).toBeFocused();

  await customers.fill({ Name: 'Kelp and Sons', Reference: 'UI-1', 'Invoices to': 'pay@example.org' });
  await customers.choose('Country', 'Iceland');
  await customers.choose('Time zone', 'Atlantic/Reykjavik');
  await page.getByLabel('Add to tags').fill('team=kelp');
  await page.keyboard.press('Enter');
  await customers.button('Create customer').click();
  await expect(customers.shell.heading).toHaveText('Customers › Kelp and Sons');
  await expect(customers.main.getByText('Atlantic/Reykjavik')).toBeVisible();
  await expect(customers.main.getByText('kelp', { exact: true })).toBeVisible();
  await expect(customers.main.getByText('Created the customer Kelp and Sons')).toBeVisible();
});

test('a name that is taken is said at the name, by core', async ({ page, serve }) => {
  await makeCustomer(serve, { name: 'Taken Name' });
  const customers = new CustomersPage(page);
  await customers.shell.open('/customers/new');
  await customers.fill({ Name: 'TAKEN  name' });
  await customers.button('Create customer').click();
  await expect(page.getByText('This name is taken by Taken Name.')).toBeVisible();
  await expect(customers.field('Name')).toBeFocused();
});

test('somebody else saves first: both changes are seen, and neither is lost', async ({ page, serve }) => {
  const customer = await makeCustomer(serve, { name: 'Edited by Two', reference: 'UI-2' });
  const customers = new CustomersPage(page);
  await customers.shell.open(`/customers/${customer.id}/edit`);
  await customers.fill({ Notes: 'mine', Reference: 'UI-2-mine' });
  await editCustomer(serve, customer, { reference: 'UI-2-theirs', billing: { ...customer.billing, city: 'Bergen' } });
  const note = page.getByRole('alert').filter({ hasText: 'was changed while you were editing' });
  await expect(note.getByRole('row', { name: 'Reference UI-2 UI-2-theirs UI-2-mine' })).toBeVisible();
  await expect(note.getByRole('row', { name: 'City empty Bergen not touched' })).toBeVisible();
  await expect(customers.button('Save')).toHaveAttribute('aria-disabled', 'true');

  await note.getByRole('button', { name: 'Take theirs, keep my changes' }).click();
  await expect(customers.field('City')).toHaveValue('Bergen');
  await expect(customers.field('Notes')).toHaveValue('mine');
  await customers.button('Save').click();
  await expect(customers.shell.heading).toHaveText('Customers › Edited by Two');
  const saved = await readCustomer(serve, customer.id);
  expect([saved.reference, saved.notes, saved.billing.city]).toEqual(['UI-2-mine', 'mine', 'Bergen']);
});

test('archiving is confirmed with its consequences and can be taken back', async ({ page, serve }) => {
  const customer = await makeCustomer(serve, { name: 'Archived Once' });
  await addMember(serve, customer.id, 'Una Member');
  const customers = new CustomersPage(page);
  await customers.openCustomer(customer.id);
  await customers.run('Archive');
  const dialog = customers.shell.dialog('Archive Archived Once?');
  await expect(dialog.getByText('1 member may do nothing for it until it is restored')).toBeVisible();
  await customers.confirm('Archive customer').click();
  await expect(customers.main.getByText('This customer is archived')).toBeVisible();
  await expect(customers.button('Edit')).toHaveAttribute('aria-disabled', 'true');
  await customers.undo('Archived Once archived');
  await expect(customers.main.getByText('This customer is archived')).toHaveCount(0);
  expect((await readCustomer(serve, customer.id)).state).toBe('active');
});

test('a removed member comes back with the keys and policies they had', async ({ page, serve }) => {
  const customer = await makeCustomer(serve, { name: 'Members Come Back' });
  const { members } = await addMember(serve, customer.id, 'Tove Tast');
  const memberId = members[0]?.id ?? '';
  await serve.call('PUT', `/customers/${customer.id}/policies/${crypto.randomUUID()}`, {
    name: 'Tove starts',
    effect: 'allow',
    principals: { everyMember: false, roles: [], memberIds: [memberId] },
    actions: ['instance.start'],
    resources: { kind: 'instance', ids: [], tags: {} },
  });
  const before = await readCustomer(serve, customer.id);
  const customers = new CustomersPage(page);
  await customers.openCustomer(customer.id, 'members');
  await page.getByRole('grid', { name: 'Members' }).getByText('Tove Tast').click();
  await customers.inspector.getByRole('button', { name: 'Remove member' }).click();
  await expect(page.getByText('1 policy will no longer name this member')).toBeVisible();
  await customers.confirm('Remove member').click();
  await expect(customers.tab('Members, 0')).toBeVisible();
  await customers.undo('Tove Tast removed');
  await expect(customers.tab('Members, 1')).toBeVisible();
  await expect.poll(async () => (await readCustomer(serve, customer.id)).policies).toEqual(before.policies);
});

test('a private key is stopped in the window, a public one is named by its comment', async ({ page, serve }) => {
  const customer = await makeCustomer(serve, { name: 'Has Keys' });
  const customers = new CustomersPage(page);
  await customers.openCustomer(customer.id, 'ssh-keys');
  await page.keyboard.press('a');
  await customers.field('Public key').fill('-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\n');
  await expect(page.getByText('This is a private key, and it was not sent.')).toBeVisible();
  await customers
    .field('Public key')
    .fill('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJqYvTQmzO0bqcKQY9nC7b4kAc5nZfTQxJrG1pC6Q0dZ anna@laptop');
  await expect(page.getByText('ssh-ed25519, looks whole.')).toBeVisible();
  await customers.confirm('Add SSH key').click();
  await expect(page.getByRole('grid', { name: 'SSH keys' }).getByText('anna@laptop')).toBeVisible();
});

test('a policy is written, and explains what it allows', async ({ page, serve }) => {
  const customer = await makeCustomer(serve, { name: 'Has Policies' });
  await addMember(serve, customer.id, 'Vidar Viewer', 'viewer');
  const customers = new CustomersPage(page);
  await customers.openCustomer(customer.id, 'policies');
  const question = page.getByRole('form', { name: 'May they?' });
  const ask = async () => {
    await customers.choose('Member', 'Vidar Viewer');
    await question.getByLabel('Resource id').fill('i-7f2c41');
    await question.getByRole('button', { name: 'Explain' }).click();
  };
  await ask();
  await expect(customers.main.getByText('Denied', { exact: true })).toBeVisible();
  await expect(customers.main.getByText('No policy allows Vidar Viewer (viewer) instance.start')).toBeVisible();

  await customers.button('Add policy').click();
  await customers.confirm('Add policy').click();
  await expect(page.getByText('Name at least one action.')).toBeVisible();
  const dialog = customers.shell.dialog(/Add an access policy/);
  await dialog.getByLabel('Name', { exact: true }).fill('Viewers start');
  await dialog.getByLabel('Every viewer').check();
  await dialog.getByRole('combobox', { name: 'Actions' }).fill('instance.*');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('every viewer instance.* on any instance.')).toBeVisible();
  await customers.confirm('Add policy').click();
  await expect(page.getByRole('grid', { name: 'Access policies' }).getByText('Viewers start')).toBeVisible();
  await ask();
  await expect(customers.main.getByText('Allowed', { exact: true })).toBeVisible();
  await expect(customers.main.getByText(/Viewers start allows instance\.\*/)).toBeVisible();
});

test('two that are one are merged, with the value that was chosen', async ({ page, serve }) => {
  const keep = await makeCustomer(serve, { name: 'Twin Fjord', reference: 'UI-T1', billing: { city: 'Bergen' } });
  const remove = await makeCustomer(serve, { name: 'Twin Fjord AS', billing: { city: 'Oslo', taxId: 'NO 1' } });
  await addMember(serve, remove.id, 'Moving Member');
  const customers = new CustomersPage(page);
  await customers.open();
  await customers.table.search('Twin Fjord');
  await expect(customers.table.rows).toHaveCount(2);
  for (const row of [0, 1]) await customers.table.rows.nth(row).locator('[data-check]').click();
  await customers.button('Merge…').click();
  await expect(customers.main.getByRole('radio', { name: 'Bergen' })).toBeChecked();
  await expect(customers.main.getByRole('radio', { name: 'NO 1' })).toBeChecked();
  await customers.main.getByRole('radio', { name: 'Oslo' }).check();
  await customers.button('Merge…').click();
  await expect(customers.confirm('Merge customers')).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('dialog').getByRole('textbox').fill('Twin Fjord AS');
  await customers.confirm('Merge customers').click();
  await expect(customers.main.getByText('Twin Fjord AS is now part of Twin Fjord')).toBeVisible();
  await customers.button('See its history').click();
  await expect(customers.main.getByText(/Merged Twin Fjord AS/)).toBeVisible();
  const merged = await readCustomer(serve, keep.id);
  expect([merged.billing.city, merged.billing.taxId, merged.members.length]).toEqual(['Oslo', 'NO 1', 1]);
  expect((await readCustomer(serve, remove.id)).mergedIntoId).toBe(keep.id);
});

test('likely duplicates are found, with reasons', async ({ page, serve }) => {
  await makeCustomer(serve, { name: 'Department of Tides', billing: { taxId: 'NO 555 666' } });
  await makeCustomer(serve, { name: 'Dept. of Tides', billing: { taxId: 'NO555666' } });
  const customers = new CustomersPage(page);
  await new Palette(page).run('Find duplicate');
  await customers.duplicates.inspect('Department of Tides');
  await expect(customers.inspector.getByText(/tax id/).first()).toBeVisible();
  await customers.inspector.getByRole('button', { name: 'Merge…' }).click();
  await expect(customers.shell.heading).toHaveText('Merge customers');
});

test('a file is shown row by row, and then imported', async ({ page, serve }) => {
  await makeCustomer(serve, { name: 'Imported Before', reference: 'UI-I1' });
  const customers = new CustomersPage(page);
  await customers.shell.open('/customers/import');
  await customers.chooseFile(
    'tenants.csv',
    'Name;Reference;Currency;Colour;tag:team\nImport Nord;UI-I2;NOK;red;north\n;UI-I3;NOK;;\nImport Syd;UI-I4;Kroner;;\nImported Before;UI-I1;EUR;;\n',
  );
  const rows = page.getByRole('grid', { name: 'Rows' });
  await expect(rows.getByText('A name is needed.')).toBeVisible();
  await expect(rows.getByText(/Currency: Three capital letters/)).toBeVisible();
  await expect(customers.main.getByText('ignored')).toBeVisible();
  await expect(customers.button('Import 1 row')).toBeVisible();
  await page.getByRole('switch', { name: 'Update existing customers' }).check();
  await customers.button('Import 2 rows').click();
  await expect(customers.main.getByText('tenants.csv is imported')).toBeVisible();
  await expect(customers.main.getByText(/1 created, 1 updated, 0 unchanged, 2 refused/)).toBeVisible();
  await customers.button('See the customers').click();
  await customers.table.search('Import Nord');
  await expect(customers.table.row('team=north')).toBeVisible();
});

test('a file that is too big is refused with the figure, before it is read', async ({ page }) => {
  const customers = new CustomersPage(page);
  await customers.shell.open('/customers/import');
  await customers.chooseFile('big.csv', `Name\n${'x'.repeat(8 * 1024 * 1024)}\n`);
  await expect(page.getByRole('alert')).toContainText('big.csv is 6 bytes over the limit of 8');
});

test('the template can be imported as it is', async ({ page }) => {
  const customers = new CustomersPage(page);
  await customers.shell.open('/customers/import');
  const download = page.waitForEvent('download');
  await customers.button('Template').click();
  await page.getByLabel('CSV file').setInputFiles(await (await download).path());
  await expect(customers.button('Import 1 row')).toBeVisible();
  await expect(customers.main.getByText('ignored')).toHaveCount(0);
});

test('what is filtered is exported whole, and no cell runs as a formula', async ({ page, serve }) => {
  await makeCustomer(serve, { name: '=HYPERLINK("x") Export', reference: 'UI-X1', billing: { currency: 'ISK' } });
  await makeCustomer(serve, { name: 'Export, plain', reference: 'UI-X2', billing: { currency: 'ISK' } });
  const customers = new CustomersPage(page);
  await customers.open();
  await customers.table.filterColumn('Currency', 'ISK');
  await expect(customers.table.rows).toHaveCount(2);
  const lines = (await customers.table.exported()).trimEnd().split('\r\n');
  expect(lines[0]).toMatch(/^Name,Reference,State,Currency,Country/);
  expect(lines.slice(1).map((line) => line.slice(0, 40))).toEqual([
    expect.stringContaining('"\'=HYPERLINK(""x"") Export",UI-X1'),
    expect.stringContaining('"Export, plain",UI-X2'),
  ]);
});

test('by keyboard alone: filter, inspect, tag, edit, save', async ({ page, serve }) => {
  const customer = await makeCustomer(serve, { name: 'Keyboard Only', reference: 'UI-K' });
  const customers = new CustomersPage(page);
  await customers.open();
  await customers.table.grid.focus();
  await page.keyboard.press('/');
  await page.keyboard.type('Keyboard Only');
  await expect(customers.table.rows).toHaveCount(1);
  await customers.table.grid.focus();
  await page.keyboard.press('Enter');
  await expect(customers.inspector.getByRole('heading', { name: 'Keyboard Only' })).toBeVisible();
  await page.getByLabel('Add to tags').focus();
  await page.keyboard.type('desk=7');
  await page.keyboard.press('Enter');
  await expect(customers.inspector.getByRole('button', { name: 'Remove desk' })).toBeVisible();
  await customers.table.grid.focus();
  await page.keyboard.press('e');
  await expect(customers.field('Name')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('UI-K2');
  await page.keyboard.press('Enter');
  await expect(customers.shell.heading).toHaveText('Customers › Keyboard Only');
  const saved = await readCustomer(serve, customer.id);
  expect([saved.reference, saved.tags]).toEqual(['UI-K2', { desk: '7' }]);
});

test('the palette runs what the customer at hand can do, and says why the rest is off', async ({ page, serve }) => {
  const customer = await makeCustomer(serve, { name: 'Palette Customer' });
  const customers = new CustomersPage(page);
  await customers.openCustomer(customer.id);
  const palette = new Palette(page);
  await palette.open();
  await palette.field.fill('Restore');
  await expect(palette.line('Restore')).toContainText('off: The customer is active.');
  await palette.field.fill('Add contact');
  await palette.line('Add contact').click();
  await customers.fill({ Name: 'Paula Payable', Phone: '+47 22 33 44 55' });
  await customers.confirm('Add contact').click();
  await expect(customers.tab('Contacts, 1')).toBeVisible();
});

test('history says who changed what, before and after', async ({ page, serve }) => {
  const customer = await makeCustomer(serve, { name: 'Has History', reference: 'UI-H1' });
  await editCustomer(serve, customer, { reference: 'UI-H2' });
  const customers = new CustomersPage(page);
  await customers.openCustomer(customer.id, 'history');
  await expect(customers.main.getByRole('row', { name: /^Reference UI-H1 \S* ?UI-H2$/ })).toBeVisible();
  await page.getByLabel('Filter history').fill('Created');
  await expect(customers.main.getByRole('row', { name: /^Reference UI-H1 \S* ?UI-H2$/ })).toHaveCount(0);
  await expect(customers.main.getByText('Created the customer Has History')).toBeVisible();
});
