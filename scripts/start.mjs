// Behind `npm start`. Only this file must be readable to an older Node: it says what to do, and the rest is TypeScript.
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const neededMajor = 24;
const major = Number(process.versions.node.split('.')[0]);

if (major < neededMajor) {
  console.error(
    `Headroom runs on Node ${neededMajor}; this is ${process.versions.node}. Start it with \`npm start\`, which brings its own.`,
  );
  process.exit(1);
}
const root = realpathSync(fileURLToPath(new URL('..', import.meta.url)));
const { start } = await import('./start/start.ts');
await start(root, process.argv.slice(2));
