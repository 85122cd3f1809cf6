import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { consoleOrigin, corePortMessage, desktopFactsKey } from '../../src/shared/port-message.ts';

/**
 * The desktop in a real Electron, wherever its binary is installed: what the unit tests decide in pure functions is
 * tried here on the running window. Needs an unfused build (Playwright drives it through the inspector) and a display.
 */
const root = join(import.meta.dirname, '..', '..');

/** Never import electron here: outside of Electron that starts the download of its binary. */
function electronBinary(): string | undefined {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const pathFile = join(folder, 'path.txt');
  const relative = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const binary = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), relative);
  return existsSync(binary) ? binary : undefined;
}

const binary = electronBinary();
const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
test.skip(
  binary === undefined,
  'Electron’s binary is not installed: npx install-electron (build/README.md for closed networks)',
);
test.skip(!hasDisplay, 'there is no display: xvfb-run -a npm test');
test.describe.configure({ mode: 'serial' });

const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
let dataDir = '';
let app: ElectronApplication;
let page: Page;
const consoleErrors: string[] = [];

test.beforeAll(async () => {
  expect(existsSync(join(root, 'out', 'main', 'shell.js')), 'build first: npm run build').toBe(true);
  dataDir = mkdtempSync(join(tmpdir(), 'headroom-electron-'));
  app = await _electron.launch({
    executablePath: binary ?? '',
    args: [...sandbox, root, '--demo', '--data-dir', dataDir],
  });
  page = await app.firstWindow();
  page.on('console', (message) => {
    if (message.type() === 'error') consoleErrors.push(message.text());
  });
});

test.afterAll(async () => {
  await app?.close();
  if (dataDir !== '') rmSync(dataDir, { recursive: true, force: true });
});

/** The process core runs in, as Electron sees it. */
async function corePid(): Promise<number | undefined> {
  return app.evaluate((electron) => {
    const metrics = electron.app.getAppMetrics();
    return metrics.find(({ name, serviceName }) => [name, serviceName].includes('Headroom core'))?.pid;
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Counts the ports the page is handed from now on. */
async function countPorts(): Promise<() => Promise<number>> {
  await page.evaluate((type) => {
    const counter = globalThis as unknown as { portsSeen: number };
    counter.portsSeen = 0;
    window.addEventListener('message', (event) => {
      if (event.data?.type === type && event.ports.length === 1) counter.portsSeen++;
    });
  }, corePortMessage.type);
  return () => page.evaluate(() => (globalThis as unknown as { portsSeen: number }).portsSeen);
}

test('the window comes from the custom protocol and shows the console', async () => {
  await expect(page.getByRole('main')).toBeVisible();
  expect(page.url().startsWith(`${consoleOrigin}/`)).toBe(true);
  expect(await page.evaluate(() => window.location.origin)).toBe(consoleOrigin);
});

test('the page has the platform’s name and nothing of Node or Electron', async () => {
  const seen = await page.evaluate((key) => {
    const all = globalThis as unknown as Record<string, unknown>;
    return {
      facts: all[key],
      node: ['process', 'require', 'module', 'Buffer', 'electron'].filter((name) => name in all),
    };
  }, desktopFactsKey);
  expect(seen).toEqual({ facts: { platform: process.platform }, node: [] });
});

test('the policy stops inline scripts and connections', async () => {
  const outcome = await page.evaluate(async () => {
    const violated: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => void violated.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'globalThis.inlineRan = true';
    document.body.append(script);
    const connected = await fetch('https://example.org/').then(
      () => true,
      () => false,
    );
    return { ran: 'inlineRan' in globalThis, connected, violated };
  });
  expect(outcome).toMatchObject({ ran: false, connected: false });
  expect(outcome.violated).toEqual(expect.arrayContaining(['script-src-elem', 'connect-src']));
  consoleErrors.length = 0;
});

test('no address leads out of the bundle', async () => {
  const statuses = await page.evaluate(async () => {
    const paths = [
      '/index.html',
      '/../../package.json',
      '/%2e%2e/%2e%2e/package.json',
      '/assets/..%2f..%2f..%2fpackage.json',
      '/.env',
    ];
    return Promise.all(paths.map((path) => fetch(path).then(({ status }) => status)));
  });
  expect(statuses).toEqual([200, 404, 404, 404, 404]);
  consoleErrors.length = 0;
});

test('the page can’t navigate away, open a window or embed one', async () => {
  const before = page.url();
  const opened = await page.evaluate(() => {
    window.location.href = 'file:///etc/hostname';
    const popup = window.open('file:///etc/hostname');
    document.body.append(document.createElement('webview'));
    return popup !== null;
  });
  expect(opened).toBe(false);
  expect(page.url()).toBe(before);
  expect(app.windows()).toHaveLength(1);
  consoleErrors.length = 0;
});

test('permissions are denied', async () => {
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi'] as PermissionName[];
    return Promise.all(names.map((name) => navigator.permissions.query({ name }).then(({ state }) => state)));
  });
  expect(new Set(states)).toEqual(new Set(['denied']));
});

test('a reload and a core that was killed each bring a new port', async () => {
  await page.reload();
  await expect(page.getByRole('main')).toBeVisible();
  const ports = await countPorts();
  const killed = await corePid();
  if (killed === undefined) throw new Error('core has no process');
  process.kill(killed, 'SIGKILL');
  await expect.poll(ports).toBe(1);
  await expect.poll(corePid).not.toBe(killed);
  await expect(page.getByRole('main')).toBeVisible();
});

test('a second start of the same catalog ends at once', async () => {
  const second = spawn(binary ?? '', [...sandbox, root, '--demo', '--data-dir', dataDir], { stdio: 'ignore' });
  const code = await new Promise((resolve) => second.once('exit', resolve));
  expect(code).toBe(0);
  expect(app.windows()).toHaveLength(1);
});

test('closing ends core too', async () => {
  const pid = await corePid();
  if (pid === undefined) throw new Error('core has no process');
  await app.close();
  await expect.poll(() => isAlive(pid)).toBe(false);
});
