import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
// The packager's own reader and validator, found through the packager: neither is a dependency of ours.
const fromPackager = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const fromLibrary = createRequire(fromPackager.resolve('app-builder-lib'));
const yaml: { load(text: string): unknown } = fromLibrary('js-yaml');
const {
  validateConfiguration,
}: { validateConfiguration(config: unknown, logger: { isEnabled: boolean }): Promise<void> } = fromPackager(
  'app-builder-lib/out/util/config/config.js',
);

interface Packaging {
  files: string[];
  asar: boolean;
  asarUnpack: string[];
  electronFuses: Record<string, boolean>;
  directories: { buildResources: string };
  linux: { icon: string };
  mac: { icon: string; entitlements: string; entitlementsInherit: string; hardenedRuntime: boolean };
  win: { icon: string };
}
const load = () => yaml.load(readFileSync(join(root, 'build', 'electron-builder.yml'), 'utf8')) as Packaging;
const manifest: { main: string; version: string; devDependencies: Record<string, string> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);

describe('build/electron-builder.yml', () => {
  test('fits the packager’s schema, and the check can fail', async () => {
    await validateConfiguration(load(), { isEnabled: false });
    await expect(validateConfiguration({ ...load(), asarr: true }, { isEnabled: false })).rejects.toThrow('asarr');
  });

  test('every fuse is set on purpose', () => {
    expect(load().electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  test('the program is in the archive, its native driver beside it', () => {
    const config = load();
    expect(config.asar).toBe(true);
    expect(config.asarUnpack).toEqual(['**/*.node']);
    expect(config.files).toEqual(expect.arrayContaining(['out/**', 'package.json']));
    expect(manifest.main).toBe('./out/main/shell.js');
  });

  test('what it names is there', () => {
    const { linux, mac, win } = load();
    const named = [join(linux.icon, '512x512.png'), mac.icon, mac.entitlements, mac.entitlementsInherit, win.icon];
    const tray = ['tray.png', 'tray@2x.png', 'trayTemplate.png', 'trayTemplate@2x.png'].map((name) =>
      join('build', 'tray', name),
    );
    for (const path of [...named, ...tray]) expect(existsSync(join(root, path)), path).toBe(true);
    expect(mac.hardenedRuntime).toBe(true);
  });

  test('gives up nothing of the hardened runtime but what V8 needs', () => {
    for (const name of ['entitlements.mac.plist', 'entitlements.mac.inherit.plist']) {
      const keys = [...readFileSync(join(root, 'build', name), 'utf8').matchAll(/<key>(.*?)<\/key>/g)].map(
        ([, key]) => key,
      );
      expect(keys).toEqual(['com.apple.security.cs.allow-jit']);
    }
  });
});

test('Electron is pinned to one version, and to a major that is supported', () => {
  const version = manifest.devDependencies['electron'] ?? '';
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(Number.parseInt(version, 10)).toBeGreaterThanOrEqual(45);
});
