import { EventEmitter } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { desktopFactsKey, isCorePortMessage, portChannel, portWantedChannel } from '../shared/port-message.ts';

class Renderer extends EventEmitter {
  sent: string[] = [];
  send(channel: string) {
    this.sent.push(channel);
  }
}
const electron = vi.hoisted(() => ({ ipcRenderer: undefined as unknown, contextBridge: undefined as unknown }));
vi.mock('electron', () => electron);

const exposed: Record<string, unknown> = {};
let renderer = new Renderer();

class Page {
  readonly location: { origin: string };
  readonly posted: { message: unknown; targetOrigin: string; transfer: readonly unknown[] }[] = [];
  readonly listeners: (() => void)[] = [];
  constructor(origin: string) {
    this.location = { origin };
  }
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]) {
    this.posted.push({ message, targetOrigin, transfer });
  }
  addEventListener(_type: string, listener: () => void) {
    this.listeners.push(listener);
  }
}

async function load(origin: string): Promise<Page> {
  const page = new Page(origin);
  vi.stubGlobal('window', page);
  await import('./index.ts');
  return page;
}

beforeEach(() => {
  vi.resetModules();
  renderer = new Renderer();
  electron.ipcRenderer = renderer;
  electron.contextBridge = {
    exposeInMainWorld: (key: string, value: unknown) => void Object.assign(exposed, { [key]: value }),
  };
  for (const key of Object.keys(exposed)) delete exposed[key];
});
afterEach(() => void vi.unstubAllGlobals());

describe('preload', () => {
  test('gives the console’s page the platform and no function', async () => {
    await load('headroom://console');
    expect(exposed).toEqual({ [desktopFactsKey]: { platform: process.platform } });
  });

  test('asks for a port once the page listens, and passes each one on to our own origin', async () => {
    const page = await load('headroom://console');
    expect(renderer.sent).toEqual([]);
    for (const listener of page.listeners) listener();
    expect(renderer.sent).toEqual([portWantedChannel]);
    const { port1, port2 } = new MessageChannel();
    renderer.emit(portChannel, { ports: [port1] });
    renderer.emit(portChannel, { ports: [port2] });
    expect(page.posted.map(({ targetOrigin, transfer }) => [targetOrigin, transfer])).toEqual([
      ['headroom://console', [port1]],
      ['headroom://console', [port2]],
    ]);
    expect(page.posted.every(({ message }) => isCorePortMessage(message))).toBe(true);
    port1.close();
    port2.close();
  });

  test.each(['https://example.org', 'null', 'file://', 'headroom://console.example'])(
    'gives a page of %s nothing',
    async (origin) => {
      const page = await load(origin);
      expect(exposed).toEqual({});
      expect([renderer.eventNames(), page.listeners, renderer.sent]).toEqual([[], [], []]);
    },
  );
});

test.each([null, undefined, 'headroom-core-port', {}, { type: 'other' }, []])('%j is no port message', (data) => {
  expect(isCorePortMessage(data)).toBe(false);
});
