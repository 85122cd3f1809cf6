import type { Locator, Page } from '@playwright/test';

/** The first page: what needs someone, and the figures that are real. */
export class Overview {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  panel(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }

  /** One thing that needs someone, by its title. */
  attention(title: string | RegExp): Locator {
    return this.panel('Needs attention').getByRole('listitem').filter({ hasText: title });
  }
}
