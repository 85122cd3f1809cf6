import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Everything a build reads; a test or a README is not built. */
const inputs = [
  'src/**',
  'packages/*/src/**',
  'packages/*/package.json',
  'resources/**',
  'electron.vite.config.ts',
  'tsconfig*.json',
  'package.json',
  'package-lock.json',
];
const notBuilt = /\.test\.tsx?$|\.md$|(^|[\\/])node_modules[\\/]/;

/** A digest of names and contents, so that touching a file or switching branches and back rebuilds nothing. */
export function sourceFingerprint(root: string): string {
  const hash = createHash('sha256');
  const files = globSync(inputs, { cwd: root }).filter((file) => !notBuilt.test(file));
  for (const file of files.sort()) {
    const path = join(root, file);
    if (!existsSync(path) || !statSync(path).isFile()) continue;
    const content = readFileSync(path);
    hash.update(`${file}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}
