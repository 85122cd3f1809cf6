import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sourceFingerprint } from './fingerprint.ts';

/** A checkout that is built already; its headless host says what it was given, and ends with code 3. */
let root = '';

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'headroom-start-')));
  write('src/main/serve/main.ts', 'export {};');
  write('out/main/serve.js', "console.log('serve', JSON.stringify(process.argv.slice(2))); process.exitCode = 3;");
  for (const output of ['main/shell.js', 'main/core.js', 'preload/index.cjs', 'renderer/index.html'])
    write(`out/${output}`, '');
  write('node_modules/electron/package.json', JSON.stringify({ name: 'electron', version: '45.0.0' }));
  write('out/sources.sha256', sourceFingerprint(root));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function electron(script: string): Record<string, string> {
  write('electron/electron', `#!/bin/sh\n${script}\n`);
  chmodSync(join(root, 'electron/electron'), 0o755);
  return { DISPLAY: ':7', ELECTRON_OVERRIDE_DIST_PATH: join(root, 'electron') };
}

/** Electron in this test is a script of the shell, which a Linux with a display would run the same way. */
async function start(words: readonly string[], environment: Record<string, string> = {}) {
  const { DISPLAY: _x, WAYLAND_DISPLAY: _w, ELECTRON_OVERRIDE_DIST_PATH: _o, ...rest } = process.env;
  const module = JSON.stringify(join(import.meta.dirname, 'start.ts'));
  const code = `await (await import(${module})).start(${JSON.stringify(root)}, ${JSON.stringify(words)})`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: root,
    env: { ...rest, ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const exitCode = await new Promise((resolve) => child.once('close', resolve));
  return { code: exitCode, lines: output.trimEnd().split('\n') };
}

describe('the headless host', () => {
  test('is started on purpose with its own options and exit code', async () => {
    expect(await start(['serve', '--port', '0'])).toEqual({ code: 3, lines: ['serve ["--port","0"]'] });
  });

  test('serves the browser without a display, and one line says why', async () => {
    const { code, lines } = await start(['--demo']);
    expect(code).toBe(3);
    expect(lines).toEqual([
      'Not in Electron: there is no display (DISPLAY and WAYLAND_DISPLAY are unset). The same console runs in the browser.',
      'serve ["--demo"]',
    ]);
  });

  test('is told to open the browser where there is a display, unless that is not wanted', async () => {
    const display = { DISPLAY: ':7' };
    expect((await start(['--browser'], display)).lines).toEqual(['serve ["--open"]']);
    expect((await start(['--no-open'], display)).lines).toEqual(['serve []']);
  });
});

describe('Electron', () => {
  test('is used where its binary is, and its exit code is ours', async () => {
    const environment = electron('echo electron "$@"; exit 0');
    const { code, lines } = await start(['--demo'], environment);
    expect(code).toBe(0);
    const sandbox = process.getuid?.() === 0 ? '--no-sandbox ' : '';
    expect(lines).toEqual([`electron ${sandbox}${root} --demo`]);
  });

  test('that ends at once with an error is no dead end', async () => {
    const { lines } = await start([], electron('echo "libgtk-3.so.0: not found" >&2; exit 127'));
    expect(lines).toContain('Not in Electron: it ended at once with code 127. The same console runs in the browser.');
    expect(lines.at(-1)).toBe('serve ["--open"]');
  });

  test('is not fetched when that is forbidden', async () => {
    const { lines } = await start([], { DISPLAY: ':7', ELECTRON_SKIP_BINARY_DOWNLOAD: '1' });
    expect(lines[0]).toContain('Not in Electron: ELECTRON_SKIP_BINARY_DOWNLOAD is set');
  });

  test('or nothing, when asked so', async () => {
    const { code, lines } = await start(['--electron']);
    expect(code).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('Electron was asked for, but there is no display');
  });
});

test('what can not be built is not started, and the build says why', async () => {
  write('src/main/serve/main.ts', 'export const changed = 1;');
  write(
    'node_modules/electron-vite/bin/electron-vite.js',
    "console.error('broken.ts:1 has an error'); process.exit(1);",
  );
  const { code, lines } = await start(['serve']);
  expect(code).toBe(1);
  expect(lines).toContain('broken.ts:1 has an error');
  expect(lines.at(-1)).toBe('The console was not started, because it could not be built.');
  expect(existsSync(join(root, 'out/sources.sha256'))).toBe(false);
});

test('changed sources are built once', async () => {
  write('src/main/serve/main.ts', 'export const changed = 1;');
  write('node_modules/electron-vite/bin/electron-vite.js', "console.log('✓ built in 1.2s');");
  expect((await start(['serve'])).lines[0]).toContain('Building the console');
  expect(readFileSync(join(root, 'out/sources.sha256'), 'utf8')).toBe(sourceFingerprint(root));
  expect((await start(['serve'])).lines).toEqual(['serve []']);
});

test('an unknown word is refused with what there is', async () => {
  const { code, lines } = await start(['srve']);
  expect(code).toBe(2);
  expect(lines[0]).toContain('"srve" is not a command');
});
