import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sourceFiles } from '../scripts/suites/layers.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const depcruise = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
const rules: { forbidden: { name: string }[] } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

/** For each rule of the configuration, files in which it is broken. */
const broken: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no-cycles': {
    'src/shared/hen.ts': "import { egg } from './egg.ts';\nexport const hen = () => egg;",
    'src/shared/egg.ts': "import { hen } from './hen.ts';\nexport const egg = () => hen;",
  },
  resolvable: { 'src/shared/lost.ts': "import { found } from './nowhere.ts';\nexport const lost = found;" },
  'shared-imports-nothing-of-ours': { 'src/shared/reach.ts': uses('../main/core/kernel/index.ts') },
  'preload-only-electron-and-shared': { 'src/preload/reach.ts': uses('../main/core/kernel/index.ts') },
  'shell-never-core-insides': { 'src/main/shell/reach.ts': uses('../serve/host.ts') },
  'core-through-its-root': { 'src/main/serve/reach.ts': uses('../core/kernel/index.ts') },
  'core-is-plain-node': { 'src/main/core/kernel/window.ts': uses('electron') },
  'only-the-root-knows-adapters': { 'src/main/core/one/drive.ts': uses('../adapters/sqlite/open.ts') },
  'drivers-only-in-adapters': { 'src/main/core/one/sql.ts': uses('better-sqlite3') },
  'modules-through-their-index': { 'src/main/core/one/peek.ts': uses('../two/inside.ts') },
  'kernel-knows-no-module': { 'src/main/core/kernel/up.ts': uses('../two/index.ts') },
  'renderer-only-shared': { 'src/renderer/app/reach.ts': uses('../../main/core/index.ts') },
  'renderer-no-node': { 'src/renderer/app/file.ts': uses('node:fs') },
  'ui-knows-no-domain': { 'src/renderer/ui/reach.ts': uses('../features/one/view.ts') },
  'features-do-not-know-each-other': { 'src/renderer/features/one/other.ts': uses('../two/view.ts') },
  'packages-stand-alone': { 'packages/one/src/reach.ts': uses('../../../src/shared/plain.ts') },
};

/** What the broken files reach for, itself in order. */
const plain = [
  'src/shared/plain.ts',
  'src/main/serve/host.ts',
  'src/main/core/index.ts',
  'src/main/core/kernel/index.ts',
  'src/main/core/adapters/sqlite/open.ts',
  'src/main/core/two/index.ts',
  'src/main/core/two/inside.ts',
  'src/renderer/features/one/view.ts',
  'src/renderer/features/two/view.ts',
];

function uses(what: string): string {
  return `import * as it from '${what}';\nexport const used = it;`;
}

let folder = '';
const reported = new Map<string, string[]>();
let cruised: string[] = [];

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'headroom-layers-')));
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'tsconfig.base.json', 'tsconfig.web.json']) {
    cpSync(join(root, file), join(folder, file));
  }
  for (const name of ['electron', 'better-sqlite3']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
  for (const path of plain) write(path, 'export const plain = 1;');
  for (const files of Object.values(broken)) for (const [path, text] of Object.entries(files)) write(path, text);
  const args = [depcruise, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src', 'packages'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (!stdout.startsWith('{')) throw new Error(`The cruiser gave no report: ${stderr}`);
  const report = JSON.parse(stdout);
  cruised = report.modules.map(({ source }: { source: string }) => source);
  for (const { from, rule } of report.summary.violations) {
    reported.set(rule.name, [...(reported.get(rule.name) ?? []), from]);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

test('every rule of the configuration has an example here', () => {
  expect(Object.keys(broken).sort()).toEqual(rules.forbidden.map(({ name }) => name).sort());
});

test('the cruiser sees TypeScript at all', () => {
  expect(cruised).toEqual(expect.arrayContaining(plain));
});

test.each(Object.entries(broken))('%s is reported where it is broken', (name, files) => {
  const from = reported.get(name) ?? [];
  // A cycle is reported once, from whichever end the cruiser came.
  expect(from.filter((path) => path in files)).not.toEqual([]);
  for (const path of plain) expect(from).not.toContain(path);
});

test('what the layers suite counts is what git has', () => {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'src/main'], {
    cwd: root,
    encoding: 'utf8',
  });
  const counted = sourceFiles(root);
  expect(counted).toEqual(
    expect.arrayContaining(listed.split('\n').filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))),
  );
  for (const path of counted) expect(readFileSync(join(root, path), 'utf8').length).toBeGreaterThan(0);
});
