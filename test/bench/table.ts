import { firstRow, openBrowser, whenPainted } from './browser.ts';
import { demoFolder, startHeadless } from './headless.ts';
import { type Bench, paired } from './model.ts';

const pairs = 11;

/** Goes from the overview to the customers in a fresh tab: from the click to the first painted row. */
async function firstPaint(browser: Awaited<ReturnType<typeof openBrowser>>, url: string): Promise<number> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.evaluate(whenPainted('h1'));
  const elapsedMs = (await page.evaluate(
    `(async () => { const start = performance.now(); location.hash = '#/customers'; return await ${whenPainted(firstRow)} - start; })()`,
  )) as number;
  await page.context().close();
  return elapsedMs;
}

export const bench: Bench = {
  name: 'table',
  about: 'first paint of a table of 100,000 rows against its own first paint at 100 rows',
  bounds: { 'first-paint-100k': '<= 1.2' },
  async run() {
    const large = await demoFolder(100_000);
    const small = await demoFolder(100);
    const servers = await Promise.all([
      startHeadless(large.folder, ['--demo']),
      startHeadless(small.folder, ['--demo']),
    ]);
    const browser = await openBrowser();
    try {
      const figures = await paired(
        pairs,
        () => firstPaint(browser, servers[0].url),
        () => firstPaint(browser, servers[1].url),
      );
      return [{ name: 'first-paint-100k', unit: 'ratio of times', ...figures }];
    } finally {
      await browser.close();
      await Promise.all(servers.map((server) => server.stop()));
      large.remove();
      small.remove();
    }
  },
};
