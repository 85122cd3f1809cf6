import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const source = join(import.meta.dirname, '..');
const modules = join(source, '../../node_modules');
const own = join(source, 'node_modules');
const whereIs = (name: string) => (existsSync(join(own, name)) ? join(own, name) : join(modules, name));

/** What somebody who installs it gets: unpacked from the tarball, used by plain JavaScript, checked by TypeScript. */
it('is a package of its own: packed, unpacked and used without this repository', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'node-libvirt-pack-'));
  try {
    // Packed from a copy, because packing changes the manifest for a moment and other tests read it.
    const copy = join(folder, 'repository', 'packages', 'node-libvirt');
    cpSync(source, copy, { recursive: true, filter: (path) => !/[/\\](node_modules|dist)$/.test(path) });
    cpSync(join(source, '../../tsconfig.base.json'), join(folder, 'repository', 'tsconfig.base.json'));
    symlinkSync(modules, join(folder, 'repository', 'node_modules'));
    // Its own version of a part, where another one stands higher up.
    if (existsSync(own)) symlinkSync(own, join(copy, 'node_modules'));
    const before = readFileSync(join(copy, 'package.json'), 'utf8');
    const packed = spawnSync('npm', ['pack', '--pack-destination', folder], {
      cwd: copy,
      encoding: 'utf8',
      shell: true,
    });
    expect(packed.stderr).not.toContain('npm error');
    expect(readFileSync(join(copy, 'package.json'), 'utf8')).toBe(before);

    const installed = join(folder, 'project', 'node_modules');
    mkdirSync(installed, { recursive: true });
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
    expect(spawnSync('tar', ['-xzf', join(folder, tarball), '-C', installed]).status).toBe(0);
    cpSync(join(installed, 'package'), join(installed, 'node-libvirt'), { recursive: true });
    for (const name of ['ssh2', '@xmldom', 'asn1', 'safer-buffer', 'bcrypt-pbkdf', 'tweetnacl']) {
      symlinkSync(whereIs(name), join(installed, name));
    }
    const script =
      "import('node-libvirt').then((m) => console.log(typeof m.connect, m.parseLibvirtUri('test:///default').ok))";
    const used = spawnSync(process.execPath, ['-e', script], { cwd: join(folder, 'project'), encoding: 'utf8' });
    expect([used.stdout.trim(), used.stderr]).toEqual(['function true', '']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
