import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { begin } from './begin.ts';
import { app, world } from './fixtures/electron-double.ts';

vi.mock('electron', () => import('./fixtures/electron-double.ts'));

const said: string[] = [];
let profile = '';

beforeEach(() => {
  world.applicationData = mkdtempSync(join(tmpdir(), 'headroom-begin-'));
  profile = join(world.applicationData, 'headroom', 'desktop');
});
afterEach(() => {
  rmSync(world.applicationData, { recursive: true, force: true });
  for (const list of [said, world.early, world.schemes]) list.length = 0;
  world.isFirstInstance = true;
  app.removeAllListeners();
});

function started(argv: string[] = [], environment: Record<string, string> = { DISPLAY: ':9' }): string[] {
  world.early.length = 0;
  begin({
    argv: ['.', ...argv],
    workingDirectory: '/',
    environment,
    platform: 'linux',
    outFolder: '/opt/out/main',
    resourcesFolder: '/opt/resources',
    electronVersion: '45.3.4',
    say: (line) => void said.push(line),
  });
  return world.early;
}

describe('before Electron is ready', () => {
  test('profile, then lock, then sandbox and scheme', () => {
    expect(started()).toEqual([`userData ${profile}`, 'lock', 'sandbox', 'scheme']);
    expect(world.schemes).toEqual([
      { scheme: 'headroom', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ]);
  });

  test('a second instance ends and touches nothing', () => {
    world.isFirstInstance = false;
    expect(started()).toEqual([`userData ${profile}`, 'lock', 'exit 0']);
  });

  test('who starts it without the sandbox is taken at their word', () => {
    expect(started(['--no-sandbox'])).toEqual([`userData ${profile}`, 'lock', 'scheme']);
  });

  test('wrong arguments and a missing display are one message each, and no window', () => {
    expect(started(['--data-dir'])).toEqual(['exit 2']);
    expect(said).toEqual([expect.stringContaining('--data-dir names no folder')]);
    expect(started([], {})).toEqual(['exit 1']);
    expect(said[1]).toContain('npm start -- serve');
  });

  test('after two crashes of the GPU process the next start draws in software', () => {
    expect(started()).not.toContain('software');
    app.emit('child-process-gone', {}, { type: 'Utility', reason: 'crashed' });
    app.emit('child-process-gone', {}, { type: 'GPU', reason: 'clean-exit' });
    for (let crash = 0; crash < 2; crash++) app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed' });
    expect(JSON.parse(readFileSync(join(profile, 'gpu.json'), 'utf8')).crashesAtMs).toHaveLength(2);
    expect(started()).toContain('software');
  });
});
