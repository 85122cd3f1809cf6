import { cpus, totalmem } from 'node:os';
import type { Bench } from './model.ts';

/** A bench is loaded when it is asked for: one that needs a browser does not slow one that needs none. */
const benches: Readonly<Record<string, () => Promise<{ bench: Bench }>>> = {
  startup: () => import('./startup.ts'),
  rpc: () => import('./rpc.ts'),
  table: () => import('./table.ts'),
  heatgrid: () => import('./heatgrid.ts'),
  libvirt: () => import('./libvirt.ts'),
};

const [name = 'list', ...flags] = process.argv.slice(2);
const json = flags.includes('--json');

if (name === 'list') {
  for (const key of Object.keys(benches)) process.stdout.write(`${key}\n`);
} else {
  const load = benches[name];
  if (load === undefined) {
    process.stderr.write(`There is no bench ${name}. There are: ${Object.keys(benches).join(', ')}.\n`);
    process.exit(2);
  }
  const { bench } = await load();
  if (!json) process.stdout.write(`${bench.name}: ${bench.about}\n`);
  const results = await bench.run();
  if (json) {
    const machine = {
      node: process.version,
      platform: process.platform,
      cpus: cpus().length,
      model: cpus()[0]?.model,
      memoryMib: Math.round(totalmem() / 2 ** 20),
    };
    process.stdout.write(`${JSON.stringify({ bench: name, machine, results })}\n`);
  } else {
    for (const result of results) {
      const figure = result.value === null ? `not measured: ${result.why}` : `${round(result.value)} ${result.unit}`;
      const sides =
        result.ours === undefined
          ? ''
          : `  ours ${round(result.ours)}, reference ${result.reference === undefined ? '–' : round(result.reference)}`;
      process.stdout.write(`  ${result.name}: ${figure}  (bound ${bench.bounds[result.name] ?? '–'})${sides}\n`);
    }
  }
}

function round(value: number): string {
  return Number(value.toPrecision(4)).toString();
}
