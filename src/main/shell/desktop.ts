/**
 * The desktop's life from start to quit: what is wired to what. Every decision it takes stands in a file of its own
 * beside it.
 */
import { join } from 'node:path';
import {
  app,
  type BrowserWindow,
  Menu,
  MessageChannelMain,
  type MessagePortMain,
  Notification,
  safeStorage,
  session,
  shell,
  type WebContents,
} from 'electron';
import { portChannel, portWantedChannel } from '../../shared/port-message.ts';
import type { ShellArguments } from './arguments.ts';
import { ask } from './ask.ts';
import { openConsoleWindow, startAddress } from './console-window.ts';
import { guardContents } from './contents-guard.ts';
import { forkCore } from './core-fork.ts';
import { CoreSupervisor } from './core-supervisor.ts';
import { createLinkOpener } from './link-opener.ts';
import { menuTemplate } from './menu.ts';
import { routeAddress } from './navigation.ts';
import { Notifier } from './notifications.ts';
import { PortHandover } from './port-handover.ts';
import { coreGaveUpText, coreRefusedText, windowGaveUpText, windowHangsText } from './problem-text.ts';
import { coreRestartPolicy, decideRestart, windowReloadPolicy } from './restart-policy.ts';
import { RotatingLog } from './rotating-log.ts';
import { SecretKeeper } from './secrets.ts';
import { guardSession } from './session-guard.ts';
import type { TrayCommand } from './tray.ts';
import { createTray } from './tray-icon.ts';

const logLimitBytes = 5 * 1024 * 1024;
const closeTimeoutMs = 10_000;

export interface DesktopParts {
  readonly arguments: ShellArguments;
  readonly platform: NodeJS.Platform;
  /** Not packaged: developer tools are there. */
  readonly developing: boolean;
  /** The built program: core.js here, ../preload and ../renderer beside. */
  readonly outFolder: string;
  readonly iconFolder: string;
  readonly profile: string;
  readonly now: () => number;
}

/**
 * The desktop as a whole, after Electron is ready: one core, one window, and what hangs on them. Each rule is in a file
 * of its own; this one connects them, which is why it is longer than the others.
 */
export class Desktop {
  readonly #parts: DesktopParts;
  readonly #log: RotatingLog;
  readonly #core: CoreSupervisor<MessagePortMain>;
  readonly #ports: PortHandover<MessagePortMain>;
  readonly #notifier: Notifier;
  readonly #secrets: SecretKeeper;
  readonly #tray: ReturnType<typeof createTray>;
  readonly #openLink: (address: string) => Promise<void>;
  #window: BrowserWindow | undefined;
  #attention = 0;
  #coreState: 'starting' | 'ready' | 'stopped' = 'starting';
  #quitting: 'no' | 'closing' | 'closed' = 'no';
  #pageEndsAtMs: readonly number[] = [];

  constructor(parts: DesktopParts) {
    this.#parts = parts;
    this.#log = new RotatingLog(join(parts.profile, 'logs', 'core.log'), logLimitBytes);
    this.#openLink = createLinkOpener(() => this.#window);
    this.#secrets = new SecretKeeper(safeStorage, parts.platform);
    this.#tray = createTray(parts.platform, parts.iconFolder, (command) => this.#runTray(command));
    this.#notifier = new Notifier({
      create: (text) => new Notification(text),
      isFocused: () => this.#window?.isFocused() ?? false,
      open: (route) => this.#open(route),
      now: parts.now,
    });
    this.#core = new CoreSupervisor<MessagePortMain>({
      fork: () => forkCore(join(parts.outFolder, 'core.js'), this.#log),
      options: parts.arguments,
      policy: coreRestartPolicy,
      now: parts.now,
      events: {
        ready: () => {
          this.#setCoreState('ready');
          this.#ports.coreReady();
        },
        restarting: (exitCode, delayMs) => {
          this.#note(`core ended with code ${exitCode}; it is started again in ${delayMs} ms`);
          this.#setCoreState('starting');
        },
        refused: (refusal) => void this.#coreRefused(coreRefusedText(refusal)),
        gaveUp: (ends, windowMs, exitCode) =>
          void this.#coreGaveUp(coreGaveUpText(ends, windowMs, exitCode, this.#log.path)),
        message: (message) => {
          if (message.type === 'attention') this.#setAttention(message.count);
          else if (message.type === 'notify') this.#notify(message);
          else void this.#secrets.answer(message).then((answer) => this.#core.send(answer));
        },
        nonsense: () => this.#note('core sent a message that is not in the protocol; it was dropped'),
      },
    });
    this.#ports = new PortHandover<MessagePortMain>({
      channel: portChannel,
      createChannel: () => new MessageChannelMain(),
      connect: (port) => this.#core.connect(port),
    });
  }

  /** Core starts before the window is made: it has the longer way. */
  start(): void {
    const parts = this.#parts;
    guardSession(session.defaultSession, join(parts.outFolder, '..', 'renderer'), parts.developing);
    app.on('web-contents-created', (_event, contents) =>
      guardContents(contents, (address) => void this.#openLink(address)),
    );
    app.on('second-instance', () => this.show());
    app.on('activate', () => this.show());
    app.on('window-all-closed', () => {
      // A Mac's programs stay in the dock; elsewhere the last window is the program.
      if (parts.platform !== 'darwin') app.quit();
    });
    app.on('before-quit', (event) => this.#beforeQuit(event));
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(
        menuTemplate(parts.platform, parts.developing, { showLog: () => shell.showItemInFolder(this.#log.path) }),
      ),
    );
    this.#core.start();
    this.show();
  }

  show(): void {
    if (this.#quitting !== 'no') return;
    // A new window shows itself when it has something to show.
    if (this.#window === undefined) {
      this.#window = this.#createWindow();
      return;
    }
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  #createWindow(): BrowserWindow {
    const parts = this.#parts;
    const window = openConsoleWindow({
      preloadPath: join(parts.outFolder, '..', 'preload', 'index.cjs'),
      profile: parts.profile,
      developing: parts.developing,
      title: parts.arguments.demo ? 'Headroom demo' : 'Headroom',
    });
    const contents = window.webContents;
    const id = contents.id;
    contents.ipc.on(portWantedChannel, (event) => {
      this.#ports.wanted({ id, mainFrame: () => contents.mainFrame }, event.senderFrame);
    });
    contents.on('render-process-gone', (_event, details) => {
      this.#ports.forget(id);
      if (details.reason !== 'clean-exit') void this.#pageEnded(contents, details.reason);
    });
    window.on('unresponsive', () => void this.#windowHangs(window));
    window.on('show', () => this.#updateTray());
    window.on('hide', () => this.#updateTray());
    window.on('close', (event) => {
      if (parts.platform !== 'darwin' || this.#quitting !== 'no') return;
      event.preventDefault();
      window.hide();
    });
    window.on('closed', () => {
      this.#ports.forget(id);
      this.#window = undefined;
    });
    window.loadURL(startAddress).catch((error: unknown) => this.#note(`the window did not load: ${String(error)}`));
    return window;
  }

  #open(route: string): void {
    this.show();
    const address = routeAddress(route);
    const contents = this.#window?.webContents;
    if (address === undefined || contents === undefined || contents.getURL() === address) return;
    // Only the hash differs, so the page stays and its router follows.
    contents.loadURL(address).catch(() => {});
  }

  #notify(message: { title: string; body: string; route: string }): void {
    if (Notification.isSupported()) this.#notifier.notify(message);
  }

  #setAttention(count: number): void {
    this.#attention = count;
    app.setBadgeCount(count);
    this.#updateTray();
  }

  #setCoreState(state: 'starting' | 'ready' | 'stopped'): void {
    this.#coreState = state;
    this.#updateTray();
  }

  #updateTray(): void {
    this.#tray.update({
      windowVisible: this.#window?.isVisible() ?? false,
      attention: this.#attention,
      core: this.#coreState,
      demo: this.#parts.arguments.demo,
    });
  }

  #runTray(command: TrayCommand): void {
    if (command === 'show') this.show();
    else if (command === 'hide') this.#window?.hide();
    else if (command === 'show-attention') this.#open('/');
    else app.quit();
  }

  async #coreRefused(text: ReturnType<typeof coreRefusedText>): Promise<void> {
    this.#setCoreState('stopped');
    this.#note(`core refused to start: ${text.message}`);
    if ((await ask(text, this.#window)) === 'retry') this.#startCoreAfresh();
    else app.quit();
  }

  async #coreGaveUp(text: ReturnType<typeof coreGaveUpText>): Promise<void> {
    this.#setCoreState('stopped');
    this.#note(text.message);
    let choice = await ask(text, this.#window);
    while (choice === 'show-log') {
      shell.showItemInFolder(this.#log.path);
      choice = await ask(text, this.#window);
    }
    if (choice === 'retry') this.#startCoreAfresh();
    else app.quit();
  }

  #startCoreAfresh(): void {
    if (this.#quitting !== 'no') return;
    this.#setCoreState('starting');
    this.#core.startAfresh();
  }

  async #pageEnded(contents: WebContents, reason: string): Promise<void> {
    this.#note(`the window’s page ended: ${reason}`);
    const decision = decideRestart(windowReloadPolicy, this.#pageEndsAtMs, this.#parts.now());
    if (decision.kind === 'restart') this.#pageEndsAtMs = decision.endsAtMs;
    else {
      this.#pageEndsAtMs = [];
      if ((await ask(windowGaveUpText(decision.ends, decision.windowMs, reason), this.#window)) !== 'retry')
        return app.quit();
    }
    if (!contents.isDestroyed()) contents.reload();
  }

  async #windowHangs(window: BrowserWindow): Promise<void> {
    if ((await ask(windowHangsText, window)) === 'reload' && !window.isDestroyed()) window.webContents.reload();
  }

  /** Quitting waits, for a bounded time, until core has finished what it writes. */
  #beforeQuit(event: { preventDefault(): void }): void {
    if (this.#quitting === 'closed') return;
    event.preventDefault();
    if (this.#quitting === 'closing') return;
    this.#quitting = 'closing';
    this.#window?.hide();
    this.#notifier.closeAll();
    void this.#core.close(closeTimeoutMs).then((outcome) => {
      if (outcome === 'killed') this.#note(`core did not end within ${closeTimeoutMs} ms and was ended`);
      this.#quitting = 'closed';
      this.#tray.remove();
      this.#log.end();
      app.quit();
    });
  }

  #note(text: string): void {
    if (this.#log.writable) this.#log.write(`${new Date(this.#parts.now()).toISOString()} shell: ${text}\n`);
  }
}
