import { expect, type Locator, type Page } from '@playwright/test';

export type Task = 'Overview' | 'Customers' | 'Activity' | 'Settings';

/** The frame around every page: rail, top bar, status line, heading, inspector. */
export class Shell {
  readonly page: Page;
  readonly rail: Locator;
  readonly heading: Locator;
  readonly statusLine: Locator;
  readonly inspector: Locator;
  readonly lostBanner: Locator;

  constructor(page: Page) {
    this.page = page;
    this.rail = page.getByRole('navigation', { name: 'Tasks' });
    this.heading = page.getByRole('heading', { level: 1 });
    this.statusLine = page.getByRole('contentinfo');
    this.inspector = page.getByRole('complementary', { name: 'Inspector' });
    this.lostBanner = page.getByRole('alert').filter({ hasText: 'Core has not answered' });
  }

  /** By the rail, as an operator goes. */
  async goTo(task: Task): Promise<void> {
    await this.rail.getByRole('link', { name: task }).click();
    await expect(this.heading).toHaveText(task);
  }

  /** To one view of the page: "Decisions" of Activity. */
  async view(name: string): Promise<void> {
    const link = this.page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });
    await link.click();
    await expect(link).toHaveAttribute('aria-current', 'page');
  }

  /** By the address, as a link or a bookmark goes. */
  async open(route: string): Promise<void> {
    await this.page.evaluate((hash) => {
      location.hash = hash;
    }, route);
    await expect(this.page).toHaveURL(new RegExp(`#${route.replaceAll(/[?/.]/g, String.raw`\$&`)}`));
  }

  async theme(wanted: 'light' | 'dark'): Promise<void> {
    const shown = await this.page.locator('html').getAttribute('data-mantine-color-scheme');
    if (shown !== wanted) await this.page.getByRole('button', { name: `Switch to ${wanted} theme` }).click();
    await expect(this.page.locator('html')).toHaveAttribute('data-mantine-color-scheme', wanted);
  }

  async closeInspector(): Promise<void> {
    await this.page.getByRole('button', { name: 'Close inspector' }).click();
    await expect(this.page.locator('.hr-inspector')).toHaveCount(0);
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name });
  }

  toast(text: string | RegExp): Locator {
    return this.page.locator('.hr-toast-frame').filter({ hasText: text });
  }
}
