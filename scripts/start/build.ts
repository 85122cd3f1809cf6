import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import { sourceFingerprint } from './fingerprint.ts';

/** What must be there for a build to count, whatever its stamp says. */
const outputs = ['main/shell.js', 'main/core.js', 'main/serve.js', 'preload/index.cjs', 'renderer/index.html'];

const stampFile = (root: string): string => join(root, 'out', 'sources.sha256');

export function isBuilt(root: string, fingerprint: string): boolean {
  if (!outputs.every((output) => existsSync(join(root, 'out', output)))) return false;
  return existsSync(stampFile(root)) && readFileSync(stampFile(root), 'utf8') === fingerprint;
}

export type Built = { readonly ok: true } | { readonly ok: false; readonly output: string };

/** Builds unless the very same sources were built last. The stamp comes last, so a build cut short is made again. */
export async function build(root: string, say: (line: string) => void, options = { force: false }): Promise<Built> {
  const fingerprint = sourceFingerprint(root);
  if (!options.force && isBuilt(root, fingerprint)) return { ok: true };
  const startedMs = performance.now();
  say('Building the console: its sources changed since the last build.');
  rmSync(stampFile(root), { force: true });
  const { code, output } = await runElectronVite(root, say);
  const absent = outputs.filter((file) => !existsSync(join(root, 'out', file)));
  if (code !== 0 || absent.length > 0) {
    const missing = absent.length > 0 ? `\nThe build left out: ${absent.join(', ')}` : '';
    return { ok: false, output: `${output}\nelectron-vite build ended with code ${code}.${missing}` };
  }
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(stampFile(root), fingerprint);
  say(`Built in ${((performance.now() - startedMs) / 1000).toFixed(1)} s.`);
  return { ok: true };
}

async function runElectronVite(root: string, say: (line: string) => void): Promise<{ code: number; output: string }> {
  const program = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const child = spawn(process.execPath, [program, 'build'], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = (): void => void child.kill();
  process.once('exit', stop);
  const lines: string[] = [];
  const progress = progressReader();
  const read = async (stream: NodeJS.ReadableStream): Promise<void> => {
    for await (const coloured of createInterface({ input: stream })) {
      const line = stripVTControlCharacters(coloured);
      lines.push(line);
      const reached = progress(line);
      if (reached !== undefined) say(`  ${reached}`);
    }
  };
  const exited = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 1)));
  await Promise.all([read(child.stdout), read(child.stderr)]);
  const code = await exited;
  process.off('exit', stop);
  return { code, output: lines.join('\n') };
}

/** Of all that the bundler prints, which part is built and how long it took is what tells a person how far it is. */
export function progressReader(): (line: string) => string | undefined {
  const parts = ['shell, core and host', 'preload', 'window'];
  return (line) => {
    const took = /built in (\S+)/.exec(line)?.[1];
    return took === undefined ? undefined : `${parts.shift() ?? 'more'}: ${took}`;
  };
}
