import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { PortHandover, type PortWindow } from './port-handover.ts';

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

function handover() {
  const core = { ready: false, ports: [] as MessagePort[] };
  const ports = new PortHandover<MessagePort>({
    channel: 'port',
    createChannel: () => {
      const channel = new MessageChannel();
      open.push(channel.port1, channel.port2);
      return channel;
    },
    connect: (port) => {
      if (core.ready) core.ports.push(port);
      return core.ready;
    },
  });
  return { core, ports };
}

function page(id: number) {
  const received: MessagePort[] = [];
  const frame = {
    url: 'headroom://console/index.html',
    origin: 'headroom://console',
    parent: null,
    detached: false,
    destroyed: false,
    isDestroyed: () => frame.destroyed,
    postMessage: (_channel: string, _message: unknown, transfer: MessagePort[]) => void received.push(...transfer),
  };
  const window: PortWindow<MessagePort> = { id, mainFrame: () => frame };
  return { window, frame, received };
}

describe('PortHandover', () => {
  test('the two ends belong together', async () => {
    const { core, ports } = handover();
    core.ready = true;
    const one = page(1);
    expect(ports.wanted(one.window, one.frame)).toBe('handed');
    const answer = new Promise((resolve) => one.received[0]?.once('message', resolve));
    core.ports[0]?.postMessage('hello');
    expect(await answer).toBe('hello');
  });

  test('a page that is early is served when core is ready, and again after each restart', () => {
    const { core, ports } = handover();
    const one = page(1);
    const two = page(2);
    expect(ports.wanted(one.window, one.frame)).toBe('waiting');
    expect(ports.wanted(two.window, two.frame)).toBe('waiting');
    core.ready = true;
    ports.coreReady();
    expect([one.received.length, two.received.length]).toEqual([1, 1]);
    ports.forget(2);
    ports.coreReady();
    expect([one.received.length, two.received.length]).toEqual([2, 1]);
  });

  test('a reload gets a new port', () => {
    const { core, ports } = handover();
    core.ready = true;
    const one = page(1);
    ports.wanted(one.window, one.frame);
    ports.wanted(one.window, one.frame);
    expect(new Set(one.received).size).toBe(2);
  });

  test('nobody else gets one: not when asking, and not when the page has changed since', () => {
    const { core, ports } = handover();
    const one = page(1);
    expect(ports.wanted(one.window, { ...one.frame, url: 'https://example.org/' })).toBe('refused');
    expect(ports.wanted(one.window, null)).toBe('refused');
    expect(ports.wanted(one.window, one.frame)).toBe('waiting');
    core.ready = true;
    one.frame.url = 'about:blank';
    ports.coreReady();
    one.frame.url = 'headroom://console/';
    one.frame.destroyed = true;
    ports.coreReady();
    expect(one.received).toEqual([]);
    expect(core.ports).toEqual([]);
  });
});
