/**
 * Inside this repository the package is its TypeScript source, so nothing needs building to work on it. What is published
 * is JavaScript with declarations: `npm pack` and `npm publish` build it, point the manifest at it, and put the manifest
 * back afterwards.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..');
const manifest = join(folder, 'package.json');
const kept = join(folder, 'package.json.source');

function before() {
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  const built = spawnSync('tsc', ['-p', join(folder, 'tsconfig.build.json')], { stdio: 'inherit', shell: true });
  if (built.status !== 0) process.exit(built.status ?? 1);
  copyFileSync(manifest, kept);
  const published = JSON.parse(readFileSync(manifest, 'utf8'));
  published.exports = { '.': { types: './dist/index.d.ts', default: './dist/index.js' } };
  delete published.scripts;
  writeFileSync(manifest, `${JSON.stringify(published, null, 2)}\n`);
}

function after() {
  renameSync(kept, manifest);
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
}

if (process.argv[2] === 'before') before();
else after();
