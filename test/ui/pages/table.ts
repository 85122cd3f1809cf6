import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';

/** The one table of the console, by its name. Only rows in sight exist: filter first, then look. */
export class Table {
  readonly page: Page;
  readonly grid: Locator;
  readonly rows: Locator;
  readonly filter: Locator;
  readonly count: Locator;
  readonly #frame: Locator;

  constructor(page: Page, label: string) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: label, exact: true });
    this.#frame = page.locator('.hr-table').filter({ has: this.grid });
    this.rows = this.grid.locator('[data-index]');
    this.filter = this.#frame.getByRole('searchbox');
    this.count = this.#frame.getByRole('status').first();
  }

  row(text: string | RegExp): Locator {
    return this.rows.filter({ hasText: text });
  }

  async search(text: string): Promise<void> {
    await this.filter.fill(text);
  }

  async inspect(text: string | RegExp): Promise<void> {
    await this.row(text).first().click();
  }

  /** The filter in a column's menu: one of its choices where it offers some, else a text. */
  async filterColumn(header: string, value: string): Promise<void> {
    await this.grid.getByRole('columnheader', { name: header }).hover();
    await this.grid.getByRole('button', { name: `Column ${header}`, exact: true }).click();
    const menu = this.page.getByRole('dialog', { name: `Column ${header}` });
    const text = menu.getByLabel(`${header} contains`);
    if (await text.isVisible()) await text.fill(value);
    else {
      await menu.getByRole('combobox', { name: `Only ${header.toLowerCase()}` }).click();
      await this.page.getByRole('option', { name: value, exact: true }).click();
    }
    await this.page.keyboard.press('Escape');
  }

  /** The file that Export writes, as text. */
  async exported(): Promise<string> {
    const download = this.page.waitForEvent('download');
    await this.#frame.getByRole('button', { name: 'Export' }).click();
    return readFile(await (await download).path(), 'utf8');
  }
}
