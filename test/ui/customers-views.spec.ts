import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Customer, DuplicatePair } from '../../src/shared/contract/index.ts';
import { addMember, makeCustomer } from './customers-data.ts';
import { expect, type Serve, test } from './fixtures.ts';
import { CustomersPage } from './pages/customers-page.ts';

/** Views of customers without violations and within the window, with names and tags as long as they may be. */

const long = 'An extraordinarily long name of a department that somebody really registered, with all of its'.slice(
  0,
  120,
);

async function longCustomer(serve: Serve): Promise<Customer> {
  const made = await makeCustomer(serve, {
    name: long,
    notes: 'word '.repeat(300).trim(),
  });
  const tags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key-${index}`, 'v'.repeat(60)]));
  await serve.call('PUT', `/tags/customer/${made.id}`, { tags });
  return addMember(serve, made.id, `${'Bartholomew '.repeat(9)}Long`);
}

type Theme = 'light' | 'dark';
type View = (customers: CustomersPage, customer: Customer, pair: DuplicatePair) => Promise<void>;

/** The other views of customers are among those of `views.ts`; colours that stand nowhere else are checked in both themes. */
const views: Record<string, { readonly themes: readonly Theme[]; readonly open: View }> = {
  inspected: {
    themes: ['light'],
    open: async (customers, customer) => {
      await customers.open();
      await customers.table.search(customer.name);
      await customers.table.inspect(customer.name);
      await expect(customers.inspector.getByText('Recent history')).toBeVisible();
    },
  },
  overview: { themes: ['light'], open: (customers, { id }) => customers.openCustomer(id) },
  members: {
    themes: ['light'],
    open: async (customers, { id }) => {
      await customers.openCustomer(id, 'members');
      await customers.page.getByRole('grid', { name: 'Members' }).locator('[data-index]').first().click();
    },
  },
  'no keys': { themes: ['dark'], open: (customers, { id }) => customers.openCustomer(id, 'ssh-keys') },
  edit: { themes: ['light', 'dark'], open: (customers, { id }) => customers.shell.open(`/customers/${id}/edit`) },
  merge: {
    themes: ['light', 'dark'],
    open: async (customers, _, { first, second }) => {
      await customers.shell.open(`/customers/merge/${first.id}/${second.id}`);
      await expect(customers.main.getByText('What moves')).toBeVisible();
    },
  },
  'merge with': { themes: ['dark'], open: (customers, { id }) => customers.shell.open(`/customers/merge/${id}`) },
  preview: {
    themes: ['light', 'dark'],
    open: async (customers) => {
      await customers.shell.open('/customers/import');
      await customers.chooseFile('a.csv', 'Name,Currency\nFirst of File,NOK\n,NOK\n');
      await expect(customers.button('Import 1 row')).toBeVisible();
    },
  },
  'policy dialog': {
    themes: ['light', 'dark'],
    open: async (customers, { id }) => {
      await customers.openCustomer(id, 'policies');
      await customers.button('Add policy').click();
      await customers.confirm('Add policy').click();
      await expect(customers.page.getByText('Name at least one action.')).toBeVisible();
    },
  },
};

/** The frame around the page is checked where it is written. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).exclude('.hr-top').analyze();
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

let customer: Customer;
let pair: DuplicatePair;

test.beforeAll(async ({ serve }) => {
  customer = await longCustomer(serve);
  const [likeliest] = await serve.call<DuplicatePair[]>('GET', '/customers/duplicates?limit=1');
  if (likeliest === undefined) throw new Error('the demo catalog has duplicates');
  pair = likeliest;
});

for (const [name, { themes, open }] of Object.entries(views)) {
  for (const theme of themes) {
    test(`${name}, ${theme}: no violations, and nothing wider than the window`, async ({ page }) => {
      // Axe looks at every element; on a machine that does other things beside, that takes its time.
      test.setTimeout(90_000);
      const customers = new CustomersPage(page);
      await customers.shell.theme(theme);
      await open(customers, customer, pair);
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      expect(await violations(page)).toEqual([]);
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(tooWide, 'pixels wider than the window').toBeLessThanOrEqual(0);
    });
  }
}
