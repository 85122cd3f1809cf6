// What `npm start` and `npm test` do first: install what the command needs. Plain JavaScript without dependencies,
// because it runs before anything is installed, on whichever Node the machine has (20.20 and later).
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './bootstrap/install.mjs';
import { ensureSystemPackages } from './bootstrap/system.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const command = process.argv[2] ?? 'start';

if (command !== 'start' && command !== 'test') {
  console.error(`bootstrap: "${command}" is not a command it prepares: start or test.`);
  process.exit(2);
}
if (!(await ensureDependencies(root))) process.exit(1);
await ensureSystemPackages(root, command);
