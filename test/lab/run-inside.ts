/** `node test/lab/run-inside.ts [--hosts N] [--cgroups] -- COMMAND …`: a command inside a lab that lives as long as it. */
import { parseArgs } from 'node:util';
import { withHeldLab } from './held-lab.ts';

const split = process.argv.indexOf('--');
const own = split < 0 ? process.argv.slice(2) : process.argv.slice(2, split);
const command = split < 0 ? [] : process.argv.slice(split + 1);
const { values } = parseArgs({ args: own, options: { hosts: { type: 'string' }, cgroups: { type: 'boolean' } } });

try {
  if (command.length === 0) throw new Error('Say what to run: node test/lab/run-inside.ts --hosts 3 -- COMMAND …');
  process.exitCode = await withHeldLab({ hosts: Number(values.hosts ?? 3), cgroups: values.cgroups ?? false, command });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
