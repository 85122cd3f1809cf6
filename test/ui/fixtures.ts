import { test as base, expect, type Page } from '@playwright/test';
import { type Serve, type ServeOptions, startServe } from './serve.ts';

export { expect } from '@playwright/test';
export { type Serve, startServe } from './serve.ts';

export interface WorkerOptions {
  /** `demo`: generated customers, shared by the tests of one file. `own`: an empty catalog, as an operator starts with. */
  readonly catalog: 'demo' | 'own';
  readonly demoCustomers: number;
}

interface WorkerParts {
  readonly serve: Serve;
}

interface Parts {
  /** Errors of the console that a test provokes on purpose; every other one fails it. */
  readonly expectedErrors: RegExp[];
  /** A demo of its own for a test that needs one nobody has worked in; `page` is opened on it. */
  readonly freshDemo: Serve;
  /** An empty catalog of its own; `page` is opened on it. */
  readonly freshOwn: Serve;
}

/** Another core than the file's, with `page` moved onto it and away again before it ends. */
async function withCore(page: Page, options: ServeOptions, use: (serve: Serve) => Promise<void>): Promise<void> {
  const serve = await startServe(options);
  await openConsole(page, serve);
  await use(serve);
  await page.goto('about:blank');
  await serve.close();
}

/** Opens the console as an operator does, with the printed address, and waits until core has answered. */
export async function openConsole(page: Page, serve: Pick<Serve, 'url'>): Promise<void> {
  await page.goto(serve.url);
  await expect(page.getByText('Core connected')).toBeVisible();
}

/** What the window's console must not say, collected from now on. */
export function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(`${error.name}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  return errors;
}

export const test = base.extend<Parts, WorkerOptions & WorkerParts>({
  catalog: ['demo', { option: true, scope: 'worker' }],
  demoCustomers: [240, { option: true, scope: 'worker' }],
  serve: [
    async ({ catalog, demoCustomers }, use) => {
      const serve = await startServe(catalog === 'demo' ? { demoCustomers } : {});
      await use(serve);
      await serve.close();
    },
    { scope: 'worker' },
  ],
  expectedErrors: async ({ browserName: _ }, use) => use([]),
  freshDemo: async ({ page, demoCustomers }, use) => withCore(page, { demoCustomers }, use),
  freshOwn: async ({ page }, use) => withCore(page, {}, use),
  page: async ({ page, serve, expectedErrors }, use) => {
    const errors = collectErrors(page);
    await openConsole(page, serve);
    await use(page);
    const unexpected = errors.filter((error) => !expectedErrors.some((expected) => expected.test(error)));
    expect(unexpected, 'errors in the console of the window').toEqual([]);
  },
});
