import { begin } from './begin.ts';

// No top-level await here or below: Electron becomes ready only when this module has been evaluated.
begin({
  argv: process.argv.slice(1),
  workingDirectory: process.cwd(),
  environment: process.env,
  platform: process.platform,
  outFolder: import.meta.dirname,
  resourcesFolder: process.resourcesPath,
  electronVersion: process.versions.electron ?? '',
  say: (line) => void process.stderr.write(`${line}\n`),
});
