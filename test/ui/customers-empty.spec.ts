import { expect, test } from './fixtures.ts';
import { CustomersPage } from './pages/customers-page.ts';

test.use({ catalog: 'own' });

test('an empty catalog says what to do first', async ({ page }) => {
  const customers = new CustomersPage(page);
  await customers.shell.open('/customers');
  await expect(customers.main.getByText('No customers yet')).toBeVisible();
  await customers.main.getByRole('button', { name: 'Import customers' }).click();
  await expect(customers.shell.heading).toHaveText('Customers › Import');
  await customers.shell.open('/customers/duplicates');
  await expect(customers.main.getByText('No two customers look alike')).toBeVisible();
});

test('the first customer takes the place of the words', async ({ page, serve }) => {
  const customers = new CustomersPage(page);
  await customers.shell.open('/customers');
  await customers.main.getByText('No customers yet').waitFor();
  await serve.call('POST', '/customers', {
    id: crypto.randomUUID(),
    name: 'The First',
    reference: '',
    notes: '',
    tags: {},
    billing: {
      legalName: '',
      street: '',
      postalCode: '',
      city: '',
      countryCode: '',
      taxId: '',
      currency: 'EUR',
      timeZone: 'UTC',
      invoiceEmail: '',
      paymentTermsDays: 30,
    },
  });
  await expect(customers.table.row('The First')).toBeVisible();
});
