import { expect, type Locator, type Page } from '@playwright/test';
import { Shell } from './shell.ts';
import { Table } from './table.ts';

export type CustomerTab = 'overview' | 'members' | 'ssh-keys' | 'contacts' | 'policies' | 'history';

/** Customers as an operator works with them: the list, one customer, the forms, the merge, the import. */
export class CustomersPage {
  readonly page: Page;
  readonly shell: Shell;
  readonly table: Table;
  readonly duplicates: Table;
  readonly inspector: Locator;
  readonly main: Locator;

  constructor(page: Page) {
    this.page = page;
    this.shell = new Shell(page);
    this.table = new Table(page, 'Customers');
    this.duplicates = new Table(page, 'Duplicates');
    this.inspector = this.shell.inspector;
    this.main = page.locator('#page');
  }

  /** The list, with its first rows. */
  async open(): Promise<void> {
    await this.shell.open('/customers');
    await expect(this.table.rows.first()).toBeVisible();
  }

  async openCustomer(id: string, tab: CustomerTab = 'overview'): Promise<void> {
    await this.shell.open(tab === 'overview' ? `/customers/${id}` : `/customers/${id}/${tab}`);
    await expect(this.shell.heading).not.toContainText('Reading');
  }

  /** A field of the form on the page, or of the dialog over it. */
  field(label: string): Locator {
    return this.page
      .getByLabel(label, { exact: true })
      .or(this.page.getByLabel(`${label} *`, { exact: true }))
      .first();
  }

  async fill(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) await this.field(label).fill(value);
  }

  /** A choice of a select, found by typing. */
  async choose(label: string, text: string): Promise<void> {
    await this.page.getByRole('combobox', { name: label, exact: true }).fill(text);
    await this.page.getByRole('option', { name: text }).first().click();
  }

  /** A button of the page, not of the frame around it. */
  button(name: string | RegExp): Locator {
    return this.main.getByRole('button', { name }).first();
  }

  /** A button of the dialog that is open. */
  confirm(name: string): Locator {
    return this.page.getByRole('dialog').getByRole('button', { name, exact: true });
  }

  /** The menu with everything that can be done to the customer of the page. */
  async run(action: string): Promise<void> {
    await this.main.getByRole('button', { name: /^Actions for / }).click();
    await this.page.getByRole('menuitem', { name: action }).click();
  }

  async undo(toast: string | RegExp): Promise<void> {
    await this.shell.toast(toast).getByRole('button', { name: /^Undo/ }).click();
  }

  /** A tab with the number that it shows: "Members, 4". */
  tab(text: string | RegExp): Locator {
    return this.page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: text });
  }

  async chooseFile(name: string, text: string): Promise<void> {
    await this.page
      .getByLabel('CSV file')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') });
  }
}
