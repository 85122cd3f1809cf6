import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { startCore } from '../../src/main/core/index.ts';
import { Connection, webSocketDial } from '../../src/shared/client/index.ts';

export const serveEntry = join(import.meta.dirname, '../../out/main/serve.js');

/** The built headless host as its own process, as an operator runs it. */
export interface Headless {
  readonly url: string;
  readonly origin: string;
  readonly process: ChildProcess;
  /** From the start of the process to the line with its address. */
  readonly listeningMs: number;
  socket(): WebSocket;
  connect(): Connection;
  stop(): Promise<void>;
}

export async function startHeadless(folder: string, args: readonly string[] = []): Promise<Headless> {
  if (!existsSync(serveEntry)) throw new Error('The build is missing. Run npm run build first.');
  const startedMs = performance.now();
  const child = spawn(process.execPath, [serveEntry, '--data-dir', folder, '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The headless host ended with ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const match = / is at (\S+)/.exec(line);
      if (match?.[1] !== undefined) resolve(match[1]);
    });
  });
  const { origin, hash } = new URL(url);
  const socket = () =>
    new WebSocket(`${origin.replace('http', 'ws')}/rpc`, ['headroom.v1', hash.slice(1).replace('=', '.')], { origin });
  return {
    url,
    origin,
    process: child,
    listeningMs: performance.now() - startedMs,
    socket,
    connect: () => new Connection(webSocketDial(socket as unknown as Parameters<typeof webSocketDial>[0])),
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** A data folder with a demo catalog of so many customers, removed at the end. */
export async function demoFolder(customers: number): Promise<{ folder: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-bench-'));
  const started = await startCore({
    folder,
    host: 'headless',
    version: '0.0.0',
    demoCustomers: customers,
    onDefect: (error) => {
      throw error;
    },
  });
  if (!started.ok) throw new Error(started.refusal.message);
  await started.value.close();
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
