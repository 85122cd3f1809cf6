import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { listFiles, sendFile } from '../../src/main/serve/static-files.ts';
import { openBrowser } from './browser.ts';
import { type Bench, median } from './model.ts';

/** Ours and the loop take turns inside the page; see heatgrid-page/main.ts for what one turn is. */
export const bench: Bench = {
  name: 'heatgrid',
  about: 'a full update of 10,000 cells with hit-testing against a loop of fillRect',
  bounds: { update: '<= 0.15' },
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'headroom-heatgrid-'));
    await build({
      configFile: false,
      logLevel: 'error',
      root: join(import.meta.dirname, 'heatgrid-page'),
      build: { outDir: folder, emptyOutDir: true },
    });
    const files = listFiles(folder);
    const server = createServer((request, response) => {
      const file = files.get(request.url ?? '');
      if (file === undefined) response.writeHead(404).end();
      else sendFile(response, file, false);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      const turns = (await page.evaluate('window.measureHeatGrid(31)')) as [ours: number, reference: number][];
      return [
        {
          name: 'update',
          value: median(turns.map(([ours, reference]) => ours / reference)),
          unit: 'ratio of times',
          ours: median(turns.map(([ours]) => ours)),
          reference: median(turns.map(([, reference]) => reference)),
        },
      ];
    } finally {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
