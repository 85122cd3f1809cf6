import { expect, type Locator, type Page } from '@playwright/test';

/** Ctrl K: every command, every page, and whatever core finds under a name. */
export class Palette {
  readonly page: Page;
  readonly field: Locator;
  readonly lines: Locator;

  constructor(page: Page) {
    this.page = page;
    this.field = page.getByPlaceholder('Find a customer, a page, or run a command');
    this.lines = page.locator('.hr-palette-line');
  }

  async open(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+k');
    await expect(this.field).toBeFocused();
  }

  line(text: string | RegExp): Locator {
    return this.lines.filter({ hasText: text });
  }

  /** Types until the line is there, and runs it. */
  async run(text: string, line: string | RegExp = text): Promise<void> {
    await this.open();
    await this.field.fill(text);
    await this.line(line).first().click();
    await expect(this.field).toHaveCount(0);
  }
}
