import { expect, type Page } from '@playwright/test';
import { Activity, Inbox, Jobs, Palette, Settings, Shell, Table } from './pages/index.ts';

export interface View {
  readonly name: string;
  /** From any page of the console to this view. */
  readonly open: (page: Page) => Promise<void>;
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** The first customer of the list, on the page of its own. */
async function openCustomer(page: Page, tab = ''): Promise<void> {
  await new Shell(page).goTo('Customers');
  const inspector = page.locator('.hr-inspector');
  // The list remembers what was inspected; in a narrow window its drawer then lies over the rows.
  if (!(await inspector.isVisible())) await new Table(page, 'Customers').rows.first().click();
  await inspector.getByRole('button', { name: 'Open' }).click();
  await expect(heading(page)).not.toHaveText('Customers');
  if (tab !== '') await new Shell(page).view(tab);
}

const inspected = async (page: Page) => expect(page.locator('.hr-inspector')).toBeVisible();

/** Every view of the console, with what can stand over it. Pictures are taken and rules are checked on each. */
export const views: readonly View[] = [
  { name: 'overview', open: (page) => new Shell(page).goTo('Overview') },
  { name: 'customers', open: (page) => new Shell(page).goTo('Customers') },
  {
    name: 'customers-inspected',
    open: async (page) => {
      await new Shell(page).goTo('Customers');
      await new Table(page, 'Customers').rows.first().click();
      await inspected(page);
    },
  },
  { name: 'customer', open: (page) => openCustomer(page) },
  { name: 'customer-members', open: (page) => openCustomer(page, 'Members') },
  { name: 'customer-policies', open: (page) => openCustomer(page, 'Access policies') },
  { name: 'customer-history', open: (page) => openCustomer(page, 'History') },
  { name: 'customer-new', open: (page) => new Shell(page).open('/customers/new') },
  { name: 'customers-import', open: (page) => new Shell(page).open('/customers/import') },
  { name: 'customers-duplicates', open: (page) => new Shell(page).open('/customers/duplicates') },
  { name: 'activity', open: (page) => new Activity(page).open() },
  {
    name: 'activity-inspected',
    open: async (page) => {
      const activity = new Activity(page);
      await activity.open();
      await activity.log.rows.first().click();
      await inspected(page);
    },
  },
  { name: 'decisions', open: (page) => new Activity(page).open('Decisions') },
  {
    name: 'decisions-inspected',
    open: async (page) => {
      const activity = new Activity(page);
      await activity.open('Decisions');
      await activity.decisions.rows.first().click();
      await inspected(page);
    },
  },
  { name: 'operations', open: (page) => new Activity(page).open('Operations') },
  {
    name: 'operations-inspected',
    open: async (page) => {
      const activity = new Activity(page);
      await activity.open('Operations');
      await activity.operations.inspect('Failed');
      await inspected(page);
    },
  },
  { name: 'settings', open: (page) => new Settings(page).open('Appearance') },
  { name: 'settings-tokens', open: (page) => new Settings(page).open('Access tokens') },
  {
    name: 'settings-new-token',
    open: async (page) => {
      await new Settings(page).open('Access tokens');
      await page.locator('.hr-head').getByRole('button', { name: 'New token' }).click();
      await expect(page.getByRole('dialog', { name: 'New access token' })).toBeVisible();
    },
  },
  {
    name: 'settings-revoke-token',
    open: async (page) => {
      const settings = new Settings(page);
      await settings.open('Access tokens');
      await settings.tokens.inspect('nightly export');
      await page.getByRole('button', { name: 'Revoke token' }).click();
      await expect(page.getByRole('dialog', { name: 'Revoke nightly export?' })).toBeVisible();
    },
  },
  { name: 'settings-catalog', open: (page) => new Settings(page).open('Catalog') },
  { name: 'settings-api', open: (page) => new Settings(page).open('API') },
  { name: 'settings-about', open: (page) => new Settings(page).open('About') },
  {
    name: 'palette',
    open: async (page) => {
      const palette = new Palette(page);
      await palette.open();
      await palette.field.fill('set');
      await expect(palette.line('Settings: Catalog')).toBeVisible();
    },
  },
  {
    name: 'keyboard-help',
    open: async (page) => {
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
    },
  },
  { name: 'inbox', open: (page) => new Inbox(page).open() },
  { name: 'jobs', open: (page) => new Jobs(page).open() },
  {
    name: 'no-such-page',
    open: async (page) => {
      await new Shell(page).open('/nowhere');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('No such page');
    },
  },
];

/** Puts away what a view may have left open, so that the next one can be gone to. */
export async function leaveView(page: Page): Promise<void> {
  const over = page.locator('[role="dialog"]:visible, .hr-palette');
  for (let tries = 0; tries < 4 && (await over.count()) > 0; tries++) await page.keyboard.press('Escape');
  await expect(over).toHaveCount(0);
}
