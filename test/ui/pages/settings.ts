import { expect, type Page } from '@playwright/test';
import { Shell } from './shell.ts';
import { Table } from './table.ts';

export type SettingsView = 'Appearance' | 'Access tokens' | 'Catalog' | 'API' | 'About';

export class Settings {
  readonly page: Page;
  readonly shell: Shell;
  readonly tokens: Table;

  constructor(page: Page) {
    this.page = page;
    this.shell = new Shell(page);
    this.tokens = new Table(page, 'Access tokens');
  }

  async open(view: SettingsView): Promise<void> {
    await this.shell.goTo('Settings');
    if (view !== 'Appearance') await this.shell.view(view);
  }

  /** Makes a named token and answers with its secret, which is shown this once. */
  async makeToken(name: string): Promise<string> {
    await this.open('Access tokens');
    await this.page.locator('.hr-head').getByRole('button', { name: 'New token' }).click();
    await this.shell.dialog('New access token').getByLabel('Name').fill(name);
    await this.shell.dialog('New access token').getByRole('button', { name: 'Make token' }).click();
    const dialog = this.shell.dialog(`Secret of ${name}`);
    const secret = await dialog.locator('.settings-secret').innerText();
    await dialog.getByRole('button', { name: 'I have it' }).click();
    await expect(dialog).toHaveCount(0);
    return secret;
  }

  async revokeToken(name: string): Promise<void> {
    await this.open('Access tokens');
    await this.tokens.inspect(name);
    await this.page.getByRole('button', { name: 'Revoke token' }).click();
    const dialog = this.shell.dialog(`Revoke ${name}?`);
    await dialog.getByLabel("Type the token's name to revoke it").fill(name);
    await dialog.getByRole('button', { name: 'Revoke token' }).click();
    await expect(dialog).toHaveCount(0);
  }

  /** Starts a backup to a file, or beside the catalog. */
  async backUp(path = ''): Promise<void> {
    await this.open('Catalog');
    await this.page.getByLabel('File').fill(path);
    await this.page.getByRole('button', { name: 'Back up now' }).click();
  }
}
