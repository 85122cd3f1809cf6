import { expect, type Locator, type Page } from '@playwright/test';

/** The bell: what someone should know, newest first. */
export class Inbox {
  readonly button: Locator;
  readonly list: Locator;

  constructor(page: Page) {
    this.button = page.getByRole('button', { name: /^Notifications, / });
    this.list = page.getByRole('dialog', { name: 'Notifications' });
  }

  async open(): Promise<void> {
    await this.button.click();
    await expect(this.list).toBeVisible();
  }

  item(text: string | RegExp): Locator {
    return this.list.getByRole('listitem').filter({ hasText: text });
  }

  async expectUnread(count: number): Promise<void> {
    await expect(this.button).toHaveAccessibleName(
      count === 0 ? 'Notifications, none unread' : `Notifications, ${count} unread`,
    );
  }
}
