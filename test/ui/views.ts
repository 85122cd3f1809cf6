import { expect, type Page } from '@playwright/test';
import { Activity, Inbox, Jobs, Palette, Settings, Shell } from './pages/index.ts';

export interface View {
  readonly name: string;
  /** From any page of the console to this view. */
  readonly open: (page: Page) => Promise<void>;
}

const inspected = async (page: Page) => expect(page.locator('.hr-inspector')).toBeVisible();

/** Every view of the console, with what can stand over it. Pictures are taken and rules are checked on each. */
export const views: readonly View[] = [
  { name: 'overview', open: (page) => new Shell(page).goTo('Overview') },
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
  { name: 'operations', open: (page) => new Activity(page).open('Operations') },
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
