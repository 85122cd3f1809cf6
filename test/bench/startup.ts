import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { firstRow, openBrowser, whenPainted } from './browser.ts';
import { demoFolder, startHeadless } from './headless.ts';
import { type Bench, type BenchResult, paired } from './model.ts';

const rows = 100_000;
const pairs = 11;

async function emptyNode(): Promise<number> {
  const startMs = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  return performance.now() - startMs;
}

/** From the start of the process until the first window of the customer list was answered. */
async function firstResponse(folder: string): Promise<number> {
  const startMs = performance.now();
  const server = await startHeadless(folder, ['--demo']);
  const connection = server.connect();
  const { total } = await connection.client.customers.list({ limit: 100 });
  const elapsedMs = performance.now() - startMs;
  if (total < rows * 0.9) throw new Error(`The catalog has ${total} customers instead of ${rows}`);
  connection.close();
  await server.stop();
  return elapsedMs;
}

async function pageToData(folder: string): Promise<BenchResult> {
  const server = await startHeadless(folder, ['--demo']);
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.evaluate(whenPainted('h1'));
    // The tab has its token now; each load below is a whole one, of the same files from the same cache.
    const load = async (route: string, selector: string) => {
      await page.goto('about:blank');
      await page.goto(`${server.origin}/#${route}`);
      return (await page.evaluate(whenPainted(selector))) as number;
    };
    const figures = await paired(
      pairs,
      () => load('/customers', firstRow),
      () => load('/no-such-page', 'h1'),
    );
    return { name: 'page-to-data', unit: 'ratio of times', ...figures };
  } finally {
    await browser.close();
    await server.stop();
  }
}

export const bench: Bench = {
  name: 'startup',
  about: `the headless host on a catalog of ${rows} customers, from process start to first answer, against node -e 0; page to data against an empty page`,
  bounds: { 'serve-first-response': '<= 8', 'page-to-data': '<= 1.5' },
  async run() {
    const demo = await demoFolder(rows);
    try {
      const figures = await paired(pairs, () => firstResponse(demo.folder), emptyNode);
      return [{ name: 'serve-first-response', unit: 'ratio of times', ...figures }, await pageToData(demo.folder)];
    } finally {
      demo.remove();
    }
  },
};
