import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../start/build.ts';
import { whyNoDisplay } from '../start/display.ts';
import { runLayers } from './layers.ts';
import { whyNoBrowser, whyNoElectron, whyNoLab } from './machine.ts';
import { runPlaywright } from './playwright.ts';
import type { Context, Ended, Suite } from './suite.ts';
import { counting, runVitest, vitestReportFile } from './vitest.ts';

/** In the order they run: what fails fast comes first. */
const all: readonly Suite[] = [
  {
    name: 'typecheck',
    about: 'TypeScript, strict, of the processes and of the window',
    turn: 'static',
    run: (context) =>
      checks(context, [
        ['tsc', '-p', 'tsconfig.node.json'],
        ['tsc', '-p', 'tsconfig.web.json'],
      ]),
  },
  {
    name: 'lint',
    about: 'Biome: lint and format',
    turn: 'static',
    run: (context) => checks(context, [['biome', 'check', '.']]),
  },
  { name: 'layers', about: 'which folder may import which', turn: 'static', run: runLayers },
  {
    name: 'unit',
    about: 'decisions, commands, stores, views, house rules',
    run: (context) => runVitest(context, 'unit'),
  },
  {
    name: 'packages',
    about: 'node-libvirt and its kin by themselves',
    run: (context) => runVitest(context, 'packages'),
  },
  {
    name: 'conformance',
    about: 'one contract over every transport and store',
    run: (context) => runVitest(context, 'conformance'),
  },
  { name: 'simulation', about: 'seeded runs in virtual time', run: (context) => runVitest(context, 'simulation') },
  { name: 'kill', about: 'kill -9 in the middle of writing', run: (context) => runVitest(context, 'kill') },
  { name: 'lab', about: 'real libvirt hosts on this machine', whyNot: whyNoLab, run: runLab },
  { name: 'build', about: 'shell, core, serve, preload and window bundle', run: runBuild },
  {
    name: 'ui',
    about: 'the console in a browser, served by the headless host',
    whyNot: whyNoBrowser,
    run: (context) => runPlaywright(context, 'serve'),
  },
  {
    name: 'electron',
    about: 'the real window, where the Electron binary is',
    optional: () => process.env['HEADROOM_REQUIRE_ELECTRON'] !== '1',
    whyNot: whyNoElectron,
    run: (context) => runPlaywright(context, 'electron', whyNoDisplay() === undefined ? [] : ['xvfb-run', '-a']),
  },
];

const killTests = join(import.meta.dirname, '..', '..', 'test', 'kill');

export const suites = all.filter(({ name }) => name !== 'kill' || existsSync(killTests));

/** Commands that pass or fail as a whole; they run side by side and each counts as one test. */
async function checks({ command }: Context, programs: readonly (readonly [string, ...string[]])[]): Promise<Ended> {
  const exits = await Promise.all(programs.map(([program, ...args]) => command(program, args)));
  const failed = exits.filter((exit) => exit.code !== 0).length;
  return { passed: exits.length - failed, failed, skipped: 0, problems: [] };
}

/** The lab runs its suite inside its own network namespace, and leaves vitest's report where the others do. */
function runLab({ root, folder, command }: Context): Promise<Ended> {
  const report = vitestReportFile(folder, 'lab');
  return counting(report, () => command(process.execPath, [join(root, 'test', 'lab', 'run-suite.ts')]));
}

/** Always built afresh: that the sources were built before proves nothing about the tools they are built with. */
async function runBuild({ root }: Context): Promise<Ended> {
  const built = await build(root, () => {}, { force: true });
  if (built.ok) return { passed: 1, failed: 0, skipped: 0, problems: [] };
  return { passed: 0, failed: 1, skipped: 0, problems: [built.output] };
}
