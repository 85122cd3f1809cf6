import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { WebSocket } from 'ws';
import { type Core, portChannel, startCore } from '../../src/main/core/index.ts';
import { seededRandom } from '../../src/main/core/kernel/index.ts';
import { type RunningServer, startServer } from '../../src/main/serve/server.ts';
import { Connection, messagePortChannel, type Port, webSocketDial } from '../../src/shared/client/index.ts';
import type { Actor } from '../../src/shared/contract/index.ts';

export const operator: Actor = { kind: 'os-user', name: 'ingrid' };

/** A core on a real catalog with one transport in front; `cut` breaks every open channel as a fault would. */
export interface Stage {
  readonly core: Core;
  readonly defects: unknown[];
  connect(): Connection;
  cut(): void;
  /** Puts raw bytes on a fresh channel, as something that is not our client would. */
  sendRaw(...messages: string[]): Promise<'closed'>;
  /** A fresh channel for bytes of one's own, and what comes back in order. */
  openRaw(): { channel(message: string): void; next(): Promise<string> };
  /** Ends core and starts it again on the same catalog. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

async function openCore(folder: string, defects: unknown[], seed: number): Promise<Core> {
  const started = await startCore({
    folder,
    host: 'headless',
    version: '0.0.0',
    checkCatalogAfterMs: 0,
    random: seededRandom(seed),
    onDefect: (error) => void defects.push(error),
  });
  if (!started.ok) throw new Error(started.refusal.message);
  return started.value;
}

function temporaryFolder(): { folder: string; windowFolder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-conformance-'));
  const windowFolder = join(folder, 'window');
  mkdirSync(windowFolder);
  writeFileSync(join(windowFolder, 'index.html'), '<!doctype html><title>Headroom</title>');
  return { folder, windowFolder };
}

export async function socketStage(): Promise<Stage & { server: () => RunningServer }> {
  const { folder, windowFolder } = temporaryFolder();
  const defects: unknown[] = [];
  let seed = 1;
  let core = await openCore(join(folder, 'data'), defects, seed);
  const serve = (port: number) =>
    startServer({
      core,
      options: { host: '127.0.0.1', port, origins: [], tls: undefined },
      windowFolder,
      operator,
      version: '0.0.0',
      onDefect: (error) => void defects.push(error),
    });
  let server = await serve(0);
  const { port } = new URL(server.origin);
  const connections: Connection[] = [];
  const sockets = new Set<WebSocket>();
  const open = () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, ['headroom.v1', `token.${server.token}`], {
      origin: server.origin,
    });
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    return socket;
  };
  return {
    get core() {
      return core;
    },
    defects,
    server: () => server,
    connect() {
      const connection = new Connection(webSocketDial(open as unknown as Parameters<typeof webSocketDial>[0]));
      connections.push(connection);
      return connection;
    },
    cut() {
      for (const socket of sockets) socket.terminate();
    },
    sendRaw: (...messages) =>
      new Promise((resolve, reject) => {
        const socket = open();
        socket.once('open', () => {
          for (const message of messages) socket.send(message);
        });
        socket.once('close', () => resolve('closed'));
        socket.once('error', reject);
      }),
    openRaw() {
      const socket = open();
      const inbox = mailbox();
      socket.on('message', (data) => inbox.put(data.toString()));
      const opened = new Promise((resolve) => socket.once('open', resolve));
      return { channel: (message) => void opened.then(() => socket.send(message)), next: inbox.next };
    },
    async restart() {
      await server.close();
      await core.close();
      seed += 1;
      core = await openCore(join(folder, 'data'), defects, seed);
      server = await serve(Number(port));
    },
    async stop() {
      for (const connection of connections) connection.close();
      await server.close();
      await core.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function portStage(): Promise<Stage> {
  const { folder } = temporaryFolder();
  const defects: unknown[] = [];
  let seed = 1;
  let core = await openCore(join(folder, 'data'), defects, seed);
  const connections: Connection[] = [];
  const ports = new Set<{ close(): void }>();
  const open = () => {
    const { port1, port2 } = new MessageChannel();
    ports.add(port1);
    core.attach(portChannel(port1), operator);
    return port2;
  };
  const cut = () => {
    for (const port of ports) port.close();
    ports.clear();
  };
  return {
    get core() {
      return core;
    },
    defects,
    connect() {
      const connection = new Connection(async () => messagePortChannel(open() as unknown as Port));
      connections.push(connection);
      return connection;
    },
    cut,
    sendRaw: (...messages) =>
      new Promise((resolve) => {
        const port = open();
        // A port that is not read does not hear that the other end closed.
        port.on('message', () => undefined);
        port.once('close', () => resolve('closed'));
        for (const message of messages) port.postMessage(message);
      }),
    openRaw() {
      const port = open();
      const inbox = mailbox();
      port.on('message', inbox.put);
      return { channel: (message) => port.postMessage(message), next: inbox.next };
    },
    async restart() {
      cut();
      await core.close();
      seed += 1;
      core = await openCore(join(folder, 'data'), defects, seed);
    },
    async stop() {
      for (const connection of connections) connection.close();
      cut();
      await core.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function mailbox() {
  const messages: string[] = [];
  const waiting: ((message: string) => void)[] = [];
  return {
    put(message: string) {
      const taker = waiting.shift();
      if (taker === undefined) messages.push(message);
      else taker(message);
    },
    next: () =>
      new Promise<string>((resolve) => {
        const message = messages.shift();
        if (message === undefined) waiting.push(resolve);
        else resolve(message);
      }),
  };
}
