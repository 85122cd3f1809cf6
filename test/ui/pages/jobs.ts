import { expect, type Locator, type Page } from '@playwright/test';

/** The tray of long work: what runs, how far, and how it ended. */
export class Jobs {
  readonly button: Locator;
  readonly list: Locator;

  constructor(page: Page) {
    this.button = page.getByRole('button', { name: /^Jobs, / });
    this.list = page.getByRole('dialog', { name: 'Jobs' });
  }

  async open(): Promise<void> {
    await this.button.click();
    await expect(this.list).toBeVisible();
  }

  job(title: string | RegExp): Locator {
    return this.list.getByRole('listitem').filter({ hasText: title });
  }

  async clearFinished(): Promise<void> {
    await this.list.getByRole('button', { name: 'Clear finished' }).click();
  }
}
