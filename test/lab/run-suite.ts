/**
 * The lab suite of `npm test`: three hosts with control groups, vitest inside their network, its report in test-results/lab.json.
 * Arguments go to vitest: `node test/lab/run-suite.ts test/lab/lab.test.ts -t migrates`.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildGuest } from './guest/build.ts';
import { withHeldLab } from './held-lab.ts';
import { labPaths } from './paths.ts';
import { labObstacles, refuseIfAny } from './preflight.ts';

const root = resolve(import.meta.dirname, '../..');
const report = join(root, 'test-results/lab.json');

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
}

function printCounts(): void {
  if (!existsSync(report)) return;
  const counts = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = counts;
  process.stdout.write(`lab: ${passed} passed, ${failed} failed, ${skipped} skipped\n`);
}

try {
  refuseIfAny(labObstacles());
  mkdirSync(join(root, 'test-results'), { recursive: true });
  rmSync(report, { force: true });
  process.chdir(root);
  await buildGuest(labPaths());
  // Only version 1 of the control groups has been tried with these tests.
  const cgroups = existsSync('/sys/fs/cgroup/cpu/tasks');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const command = [process.execPath, vitest, 'run', '--project', 'lab', ...reporters, ...process.argv.slice(2)];
  process.exitCode = await withHeldLab({ hosts: 3, cgroups, command });
  printCounts();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
