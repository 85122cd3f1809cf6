import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { Connection, messagePortChannel, type Port } from '../../shared/client/index.ts';
import type { ShellToCore } from './core-messages.ts';

/** The real core-process.ts on a real catalog; only Electron's parent port is a worker's. */
const workers = new Set<Worker>();
const folders: string[] = [];
const ports: MessagePort[] = [];
afterEach(async () => {
  for (const worker of workers) await worker.terminate();
  workers.clear();
  for (const port of ports.splice(0)) port.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-core-'));
  folders.push(folder);
  return folder;
}

function core() {
  const worker = new Worker(join(import.meta.dirname, 'fixtures', 'core-worker.mjs'), { stderr: true });
  workers.add(worker);
  const heard: { type: string }[] = [];
  const waiting: { type: string; resolve: (message: { type: string }) => void }[] = [];
  worker.on('message', (message: { type: string }) => {
    heard.push(message);
    for (const one of waiting) if (one.type === message.type) one.resolve(message);
  });
  return {
    worker,
    exited: new Promise<number>((resolve) => worker.once('exit', resolve)),
    send: (message: ShellToCore, given: MessagePort[] = []) => worker.postMessage({ message, ports: given }, given),
    until: (type: string) =>
      new Promise<{ type: string }>((resolve) => {
        const already = heard.find((message) => message.type === type);
        if (already) resolve(already);
        else waiting.push({ type, resolve });
      }),
  };
}

describe('core in its process', () => {
  test('starts on its folder, answers a window over its port as the system’s user, and ends when told', async () => {
    const folder = temporaryFolder();
    const { send, until, exited } = core();
    send({ type: 'start', options: { demo: false, dataDir: folder } });
    await until('ready');
    expect(await until('attention')).toEqual({ type: 'attention', count: 0 });
    expect(readdirSync(folder)).not.toEqual([]);

    const { port1, port2 } = new MessageChannel();
    ports.push(port2);
    send({ type: 'connect' }, [port1]);
    const connection = new Connection(async () => messagePortChannel(port2 as unknown as Port));
    expect(await connection.client.system.info()).toMatchObject({
      host: 'desktop',
      operator: { kind: 'os-user', name: userInfo().username },
      catalog: { mode: 'own' },
    });
    connection.close();

    send({ type: 'close' });
    expect(await exited).toBe(0);
  });

  test('a folder that is no folder is a refusal in words, not a crash', async () => {
    const { send, until } = core();
    send({ type: 'start', options: { demo: false, dataDir: '/dev/null/catalog' } });
    expect(await until('refused')).toMatchObject({
      refusal: { message: expect.any(String), whatToDo: expect.any(String) },
    });
  });

  test('a message that is not in the protocol ends it, for a sound one to start', async () => {
    const { worker, exited } = core();
    worker.postMessage({ message: { type: 'open-the-doors' }, ports: [] });
    expect(await exited).toBe(1);
  });
});
