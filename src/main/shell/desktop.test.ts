/**
 * The wiring of the desktop with Electron replaced and core a real child process; one double serves all cases.
 */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { portChannel, portWantedChannel } from '../../shared/port-message.ts';
import { contentSecurityPolicy } from './csp.ts';
import { Desktop } from './desktop.ts';
import { app, cancellable, session, world } from './fixtures/electron-double.ts';

vi.mock('electron', () => import('./fixtures/electron-double.ts'));

const folders: string[] = [];
afterEach(async () => {
  const ended = once(app, 'test-ended');
  app.quit();
  await ended;
  for (const child of world.children) expect(child.exitCode ?? child.signalCode).not.toBeNull();
  for (const port of world.handedPorts) port.close();
  world.children.clear();
  for (const list of [
    world.windows,
    world.trays,
    world.notifications,
    world.questions,
    world.answers,
    world.opened,
    world.handedPorts,
  ]) {
    list.length = 0;
  }
  app.removeAllListeners();
  session.defaultSession.removeAllListeners();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Starts the shell on a core that behaves as told; resolves when core has been heard of. */
async function desktop(behaviour: string, options: { platform?: NodeJS.Platform; wait?: string } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-shell-'));
  folders.push(folder);
  for (const part of ['out/main', 'out/renderer']) mkdirSync(join(folder, part), { recursive: true });
  const child = readFileSync(join(import.meta.dirname, 'fixtures', 'core-child.mjs'), 'utf8');
  writeFileSync(join(folder, 'out/main/core.js'), child.replace('process.argv[2]', JSON.stringify(behaviour)));
  writeFileSync(join(folder, 'out/renderer/index.html'), '<title>Headroom</title>');
  const heard = once(app, options.wait ?? 'test-badge');
  const shell = new Desktop({
    arguments: { demo: true },
    platform: options.platform ?? 'linux',
    developing: false,
    outFolder: join(folder, 'out/main'),
    iconFolder: folder,
    profile: join(folder, 'profile'),
    now: Date.now,
  });
  shell.start();
  await heard;
  const [window] = world.windows;
  if (window === undefined) throw new Error('no window was made');
  return { shell, window, contents: window.webContents, folder };
}

const handler = (name: string) => {
  const found = session.defaultSession.handlers.get(name);
  if (found === undefined) throw new Error(`nothing handles ${name}`);
  return found as (...given: unknown[]) => unknown;
};

describe('what the shell allows', () => {
  test('the page comes from the custom protocol, under the policy', async () => {
    const { contents } = await desktop('good');
    expect(contents.loaded).toEqual(['headroom://console/index.html']);
    const answer = (await handler('headroom')({ method: 'GET', url: 'headroom://console/index.html' })) as Response;
    expect(await answer.text()).toBe('<title>Headroom</title>');
    expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
  });

  test('the window is isolated, sandboxed and without Node', async () => {
    const { window } = await desktop('good');
    expect(window.options['webPreferences']).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      devTools: false,
    });
  });

  test('permissions, devices, capture and the network are denied', async () => {
    await desktop('good');
    const ours = { requestingUrl: 'headroom://console/index.html', isMainFrame: true };
    const asked: boolean[] = [];
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'fullscreen']) {
      handler('ask')({}, permission, (granted: boolean) => void asked.push(granted), ours);
    }
    expect(asked).toEqual([false, false, false, false, true]);
    expect(handler('check')(null, 'usb', 'headroom://console/', { isMainFrame: true })).toBe(false);
    expect(handler('device')({ deviceType: 'hid', origin: 'headroom://console' })).toBe(false);
    const verdicts: unknown[] = [];
    handler('pair')({}, (verdict: unknown) => void verdicts.push(verdict));
    handler('capture')({}, (verdict: unknown) => void verdicts.push(verdict));
    for (const url of ['https://example.org/', 'file:///etc/passwd', 'headroom://console/a.js']) {
      handler('request')({ url }, (verdict: unknown) => void verdicts.push(verdict));
    }
    expect(verdicts).toEqual([{ confirmed: false }, null, { cancel: true }, { cancel: true }, { cancel: false }]);
    for (const event of ['select-hid-device', 'select-usb-device']) {
      const choice = cancellable();
      session.defaultSession.emit(event, choice, {}, (device?: unknown) => void verdicts.push(device ?? 'none'));
      expect([choice.cancelled, verdicts.at(-1)]).toEqual([true, 'none']);
    }
    const download = cancellable();
    session.defaultSession.emit('will-download', download, { getURL: () => 'https://example.org/a.exe' });
    expect(download.cancelled).toBe(true);
  });

  test('a page goes nowhere, opens nothing and embeds nothing', async () => {
    const { contents } = await desktop('good');
    const away = cancellable({ url: 'file:///etc/passwd', isMainFrame: true });
    contents.emit('will-frame-navigate', away);
    const redirected = cancellable({ url: 'https://example.org/' });
    contents.emit('will-redirect', redirected);
    const embedded = cancellable();
    contents.emit('will-attach-webview', embedded);
    const reload = cancellable({ url: 'headroom://console/index.html#/x', isMainFrame: true });
    contents.emit('will-frame-navigate', reload);
    expect([away, redirected, embedded, reload].map(({ cancelled }) => cancelled)).toEqual([true, true, true, false]);
    expect(contents.openHandler({ url: 'smb://server/share' })).toEqual({ action: 'deny' });
    expect(world.questions).toEqual([]);
    expect(world.opened).toEqual([]);
  });

  test('a web link leaves only after the operator has seen where it goes, one at a time', async () => {
    const { contents } = await desktop('good');
    world.answers.push(0, 1);
    expect(contents.openHandler({ url: 'https://first.example/docs' })).toEqual({ action: 'deny' });
    contents.openHandler({ url: 'https://second.example/' });
    expect(world.questions.map(({ message }) => message)).toEqual(['Open first.example outside Headroom?']);
    await vi.waitFor(() => expect(world.opened).toEqual(['https://first.example/docs']));
    contents.openHandler({ url: 'https://third.example/' });
    await vi.waitFor(() => expect(world.questions).toHaveLength(2));
    // After a no the page is not heard again at once.
    await new Promise((resolve) => setImmediate(resolve));
    contents.openHandler({ url: 'https://fourth.example/' });
    expect(world.questions).toHaveLength(2);
    expect(world.opened).toEqual(['https://first.example/docs']);
  });
});

describe('core and the window', () => {
  test('the console’s page gets a port, a stranger none, and again after core was killed', async () => {
    const { contents } = await desktop('good');
    const { mainFrame, ipc } = contents;
    ipc.emit(portWantedChannel, {
      senderFrame: { url: 'https://example.org/', origin: 'https://example.org', parent: null, detached: false },
    });
    ipc.emit(portWantedChannel, { senderFrame: null });
    expect(mainFrame.received).toEqual([]);
    ipc.emit(portWantedChannel, { senderFrame: mainFrame });
    expect(mainFrame.received.map(({ channel }) => channel)).toEqual([portChannel]);

    const again = once(app, 'test-port');
    for (const child of world.children) child.kill('SIGKILL');
    await again;
    expect(mainFrame.received).toHaveLength(2);
    expect(world.children.size).toBe(2);
  });

  test('what needs attention is at the badge and the tray', async () => {
    await desktop('good');
    const [pid] = [...world.children].map((child) => child.pid);
    expect(world.badge).toBe(pid);
    expect(world.trays[0]?.toolTip).toMatch(/^Headroom demo: .*things need attention$/);
  });

  test('a notification’s click brings the window and changes its hash only', async () => {
    const { window, contents } = await desktop('notify', { wait: 'test-notification' });
    expect(world.notifications.map(({ text }) => text.title)).toEqual(['Host b14-07 is unreachable']);
    world.notifications[0]?.emit('click');
    expect(window.focused).toBe(true);
    expect(contents.loaded.at(-1)).toBe('headroom://console/index.html#/hosts/b14-07');
    world.notifications[0]?.emit('click');
    expect(contents.loaded).toHaveLength(2);
  });

  test('a core that always crashes ends in a question that names the log, which holds its last words', async () => {
    world.answers.push(1);
    const { folder } = await desktop('crash', { wait: 'test-question' });
    const log = join(folder, 'profile', 'logs', 'core.log');
    const [question] = world.questions;
    expect(question?.message).toBe('Core ended 5 times within 5 minutes and is not started again');
    expect(question?.detail).toContain('its last exit code was 7');
    expect(question?.detail).toContain(log);
    expect(question?.buttons).toEqual(['Start core again', 'Show the log', 'Quit']);
    await vi.waitFor(() => expect(world.shownInFolder).toEqual([log]));
    await vi.waitFor(() => expect(readFileSync(log, 'utf8')).toContain('out of luck'));
  }, 20_000);

  test('a core that refuses says so in its own words', async () => {
    await desktop('refuse', { wait: 'test-question' });
    expect(world.questions[0]).toMatchObject({
      message: 'It is open elsewhere.',
      detail: expect.stringContaining('Close it there.'),
      buttons: ['Try again', 'Quit'],
    });
  });

  test('a page that crashes is loaded again twice, then it is a question', async () => {
    const { contents } = await desktop('good');
    for (let crash = 0; crash < 3; crash++) contents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(contents.reloads).toBe(2);
    expect(world.questions[0]?.message).toContain('3 times within 60 seconds');
  });
});

describe('beginning and end', () => {
  test('quitting waits until core has ended', async () => {
    const { window } = await desktop('good');
    window.show();
    const ended = once(app, 'test-ended');
    const [child] = [...world.children];
    app.quit();
    expect(window.visible).toBe(false);
    app.quit();
    expect(child?.exitCode).toBeNull();
    await ended;
    expect(child?.exitCode).toBe(0);
    expect(world.trays[0]?.removed).toBe(true);
  });

  test('a second start brings the window to the front', async () => {
    const { window } = await desktop('good');
    window.minimized = true;
    app.emit('second-instance');
    expect([window.minimized, window.focused, world.windows.length]).toEqual([false, true, 1]);
  });

  test('closing the window ends the program, on a Mac it hides it', async () => {
    const linux = await desktop('good');
    const ended = once(app, 'test-ended');
    linux.window.close();
    await ended;
    expect(JSON.parse(readFileSync(join(linux.folder, 'profile', 'window.json'), 'utf8'))).toEqual({
      bounds: { x: 10, y: 20, width: 1_000, height: 700 },
      maximized: false,
      fullScreen: false,
    });
    app.removeAllListeners();
    world.windows.length = 0;

    const mac = await desktop('good', { platform: 'darwin' });
    mac.window.show();
    mac.window.close();
    expect(mac.window.visible).toBe(false);
    app.emit('activate');
    expect([mac.window.visible, world.windows.length]).toEqual([true, 1]);
  });

  test('the tray shows, hides and quits', async () => {
    const { window } = await desktop('good');
    const press = (label: string) => world.trays[0]?.menu.find((item) => item.label === label)?.click?.();
    window.show();
    press('Hide the window');
    expect(window.visible).toBe(false);
    press('Show the window');
    expect(window.visible).toBe(true);
    const ended = once(app, 'test-ended');
    press('Quit');
    await ended;
  });
});
