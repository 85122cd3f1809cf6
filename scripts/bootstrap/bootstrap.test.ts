import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
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
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const scripts = dirname(dirname(fileURLToPath(import.meta.url)));

/** A project of two packages that needs no registry: one is called node and stands for the Node that is installed. */
let project = '';

beforeEach(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'headroom-bootstrap-')));
  cpSync(join(scripts, 'bootstrap.mjs'), join(project, 'scripts/bootstrap.mjs'));
  cpSync(join(scripts, 'bootstrap'), join(project, 'scripts/bootstrap'), { recursive: true });
  cpSync(join(scripts, 'system-packages.json'), join(project, 'scripts/system-packages.json'));
  write('left/package/package.json', JSON.stringify({ name: 'left', version: '1.0.0' }));
  execFileSync('tar', ['-czf', join(project, 'left.tgz'), '-C', join(project, 'left'), 'package']);
  standInNode('v24.1.0');
  write(
    'package.json',
    JSON.stringify({
      name: 'tiny',
      version: '1.0.0',
      workspaces: ['packages/*'],
      devDependencies: { left: 'file:left.tgz' },
    }),
  );
  writeLock();
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}

function standInNode(version: string): void {
  write('packages/node/package.json', JSON.stringify({ name: 'node', version: '24.1.0', bin: { node: 'node.sh' } }));
  write('packages/node/node.sh', `#!/bin/sh\necho ${version}\n`);
  chmodSync(join(project, 'packages/node/node.sh'), 0o755);
}

function writeLock(extra: object = {}): void {
  const integrity = `sha512-${createHash('sha512')
    .update(readFileSync(join(project, 'left.tgz')))
    .digest('base64')}`;
  const packages = {
    '': { name: 'tiny', version: '1.0.0', workspaces: ['packages/*'], devDependencies: { left: 'file:left.tgz' } },
    'node_modules/left': { version: '1.0.0', resolved: 'file:left.tgz', integrity, dev: true },
    'node_modules/node': { resolved: 'packages/node', link: true },
    'packages/node': { version: '24.1.0', bin: { node: 'node.sh' } },
    ...extra,
  };
  write(
    'package-lock.json',
    JSON.stringify({ name: 'tiny', version: '1.0.0', lockfileVersion: 3, requires: true, packages }),
  );
}

function bootstrap(command = 'start', environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(project, 'scripts/bootstrap.mjs'), command], {
    cwd: project,
    env: { ...process.env, npm_config_offline: 'true', ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  return new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, output }));
  });
}

describe('npm dependencies', () => {
  test('are installed once, and the second time nothing is said', async () => {
    const first = await bootstrap();
    expect(first.output).toMatch(/^Installing npm dependencies \(nothing is installed yet\) … [\d.]+ s\.\n$/);
    expect(existsSync(join(project, 'node_modules/left/package.json'))).toBe(true);
    expect(await bootstrap()).toEqual({ code: 0, output: '' });
  });

  test('are installed again when the lock changed, when a package is gone, and when the last install was cut short', async () => {
    await bootstrap();
    writeLock({
      'node_modules/elsewhere': { version: '1.0.0', optional: true, os: ['plan9'], integrity: 'sha512-AAAA' },
    });
    expect((await bootstrap()).output).toContain('package-lock.json or a package.json changed');
    rmSync(join(project, 'node_modules/left'), { recursive: true });
    expect((await bootstrap()).output).toContain('node_modules/left is missing');
    rmSync(join(project, 'node_modules/.headroom-installed'));
    rmSync(join(project, 'node_modules/.package-lock.json'));
    expect((await bootstrap()).output).toContain('was not finished');
    expect(await bootstrap()).toEqual({ code: 0, output: '' });
  });

  test('a changed script in package.json costs no install', async () => {
    await bootstrap();
    const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
    write('package.json', JSON.stringify({ ...manifest, scripts: { start: 'true' } }));
    expect(await bootstrap()).toEqual({ code: 0, output: '' });
  });

  test('an npm ci by hand is taken over', async () => {
    await bootstrap();
    rmSync(join(project, 'node_modules/.headroom-installed'));
    expect(await bootstrap()).toEqual({ code: 0, output: '' });
  });

  test('what was said to the outer npm does not bend the inner one', async () => {
    const bent = {
      npm_config_omit: 'dev',
      npm_config_dry_run: 'true',
      npm_config_prefix: '/nowhere',
      NODE_ENV: 'production',
    };
    expect((await bootstrap('start', bent)).code).toBe(0);
    expect(existsSync(join(project, 'node_modules/left/package.json'))).toBe(true);
  });

  test('a failure shows what npm said and ends the command', async () => {
    writeLock({
      'node_modules/left': { version: '1.0.0', resolved: 'file:left.tgz', integrity: 'sha512-AAAA', dev: true },
    });
    const { code, output } = await bootstrap();
    expect(code).toBe(1);
    expect(output).toMatch(/failed after .*EINTEGRITY.*npm ci ended with code 1/s);
  });

  test('another Node than the needed one is named', async () => {
    standInNode('v22.5.0');
    const { code, output } = await bootstrap();
    expect(code).toBe(1);
    expect(output).toContain('not Node 24 (found 22)');
  });

  test('two commands at once install once', async () => {
    const ends = await Promise.all([bootstrap(), bootstrap(), bootstrap()]);
    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(ends.filter(({ output }) => output.includes('Installing'))).toHaveLength(1);
  });

  test('a lock that a dead process left behind does not block', async () => {
    const dead = spawn(process.execPath, ['--version']);
    await new Promise((resolve) => dead.once('close', resolve));
    write('.cache/install.lock', String(dead.pid));
    expect((await bootstrap()).code).toBe(0);
    expect(existsSync(join(project, '.cache/install.lock'))).toBe(false);
  });
});

test('only the commands that it prepares are accepted', async () => {
  expect(await bootstrap('dance')).toMatchObject({ code: 2 });
});

describe('system packages', () => {
  const debian = 'PRETTY_NAME="Debian"\nID=debian\n';

  /** A machine whose package manager is a folder of files: what is there is installed. */
  async function ensure(machine: { release: string; userId: number }, installed: readonly string[]) {
    mkdirSync(join(project, 'installed'), { recursive: true });
    for (const name of installed) write(`installed/${name}`, '');
    program('dpkg-query', `for name in "$@"; do [ -e ${project}/installed/$name ] && echo "$name ii "; done; exit 1`);
    program(
      'apt-get',
      `echo "$@" >> ${project}/apt.txt; [ -e ${project}/broken ] && { echo "E: no network" >&2; exit 100; }\n` +
        `case "$*" in *" install "*) for name in "$@"; do case $name in -*|*=*) ;; *) : > ${project}/installed/$name ;; esac; done ;; esac`,
    );
    const code = `
      import { ensureSystemPackages } from ${JSON.stringify(join(project, 'scripts/bootstrap/system.mjs'))};
      await ensureSystemPackages(${JSON.stringify(project)}, 'test', ${JSON.stringify({ ...machine, path: join(project, 'bin') })});`;
    return execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8', stdio: 'pipe' });
  }

  function program(name: string, script: string): void {
    write(`bin/${name}`, `#!/bin/sh\n${script}\n`);
    chmodSync(join(project, 'bin', name), 0o755);
  }

  const apt = (): string =>
    existsSync(join(project, 'apt.txt')) ? readFileSync(join(project, 'apt.txt'), 'utf8') : '';
  const groups: { test: { packages: string[] }[] } = JSON.parse(
    readFileSync(join(scripts, 'system-packages.json'), 'utf8'),
  );
  const all = groups.test.flatMap(({ packages }) => packages);

  test('the missing ones are installed by root on Debian, after an update', async () => {
    const said = await ensure({ release: debian, userId: 0 }, all.slice(2));
    expect(said).toMatch(
      /^Installing 2 system packages for browser tests and lab tests on real libvirt … [\d.]+ s\.\n$/,
    );
    const [update, install] = apt().trim().split('\n');
    expect(update).toMatch(/DPkg::Lock::Timeout=300.* update$/);
    expect(install).toContain(`install -y --no-install-recommends ${all.slice(0, 2).join(' ')}`);
    expect(await ensure({ release: debian, userId: 0 }, [])).toBe('');
  });

  test('nothing is done and nothing said when all are there', async () => {
    expect(await ensure({ release: debian, userId: 0 }, all)).toBe('');
    expect(apt()).toBe('');
  });

  test('somebody who is not root is told the command', async () => {
    const said = await ensure({ release: debian, userId: 1000 }, all.slice(1));
    expect(said).toContain('As root: apt-get update && apt-get install -y --no-install-recommends chromium\n');
    expect(apt()).toBe('');
  });

  test('a failure is told and does not end the command', async () => {
    write('broken', '');
    expect(await ensure({ release: debian, userId: 0 }, all.slice(1))).toMatch(
      /failed after.*Missing for browser tests: chromium/s,
    );
  });

  test('another system is told what it lacks', async () => {
    const said = await ensure({ release: 'ID=fedora\n', userId: 0 }, []);
    expect(said).toMatch(/Missing for browser tests: chromium\. They need Chromium or Google Chrome/);
    expect(apt()).toBe('');
  });
});
