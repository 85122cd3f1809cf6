import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface ServeOptions {
  /** Generated rows, labelled as such; undefined opens an own catalog, which is empty. */
  readonly demoCustomers?: number | undefined;
  /** A folder to go on with, and a port to come back on. */
  readonly folder?: string;
  readonly port?: number;
}

export interface Serve {
  /** With the token, as it is printed. */
  readonly url: string;
  readonly origin: string;
  readonly token: string;
  readonly folder: string;
  readonly pid: number;
  /** One call of the HTTP API, for what a test needs to be there before it looks. */
  call<Answer>(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Ends it like a crash does; the folder stays. */
  kill(): Promise<void>;
  /** Ends it, and removes the folder it made. */
  close(): Promise<void>;
}

const program = join(import.meta.dirname, '../../out/main/serve.js');
const startWithinMs = 20_000;

/** The headless host as built, on a free port and a folder of its own. */
export async function startServe(options: ServeOptions = {}): Promise<Serve> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'headroom-ui-'));
  const demo = options.demoCustomers === undefined ? [] : ['--demo', '--demo-customers', String(options.demoCustomers)];
  const child = spawn(process.execPath, [program, '--data-dir', folder, '--port', String(options.port ?? 0), ...demo], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The headless host did not start: ${why}\n${said.join('\n')}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`no address within ${startWithinMs / 1000} s`);
    }, startWithinMs);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /is at (\S+)$/.exec(line)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      fail(`it ended with code ${code}`);
    });
  });
  const { origin, hash } = new URL(url);
  const token = hash.replace('#token=', '');
  const stop = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  return {
    url,
    origin,
    token,
    folder,
    pid: child.pid ?? 0,
    async call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
      const response = await fetch(`${origin}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}: ${text}`);
      return JSON.parse(text) as Answer;
    },
    kill: () => stop('SIGKILL'),
    async close() {
      await stop('SIGTERM');
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
