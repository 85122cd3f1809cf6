/** `npm test`: every suite, one line each, and a total. `npm test -- unit ui` runs those; `npm test -- list` names them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stopRunningCommands } from './suites/command.ts';
import { listing } from './suites/list.ts';
import { inTurns } from './suites/order.ts';
import { resultLine, totalLines } from './suites/report.ts';
import { runSuite } from './suites/run-suite.ts';
import type { Result } from './suites/suite.ts';
import { suites } from './suites/suites.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const names = process.argv.slice(2);
const unknown = names.filter((name) => name !== 'list' && !suites.some((suite) => suite.name === name));

if (unknown.length > 0) {
  console.error(`There is no suite ${unknown.join(', ')}. There are: ${suites.map((suite) => suite.name).join(', ')}.`);
  process.exitCode = 2;
} else if (names.includes('list')) {
  console.log(listing(suites, root));
} else {
  await run();
}

async function run(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      stopRunningCommands();
      process.exit(130);
    });
  }
  const folder = join(root, 'test-results');
  mkdirSync(folder, { recursive: true });
  const startedMs = performance.now();
  const results: Result[] = [];
  for (const turn of inTurns(suites.filter((suite) => names.length === 0 || names.includes(suite.name)))) {
    const ran = turn.map(async (suite) => {
      const result = await runSuite(suite, { root, folder, mustRun: process.env['CI'] === 'true' });
      console.log(resultLine(result));
      results.push(result);
    });
    await Promise.all(ran);
  }
  writeFileSync(join(folder, 'summary.json'), `${JSON.stringify(results, undefined, 2)}\n`);
  for (const line of totalLines(results, (performance.now() - startedMs) / 1000)) console.log(line);
  process.exitCode = results.some((result) => result.outcome === 'failed') ? 1 : 0;
}
