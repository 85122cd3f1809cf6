import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { followFeed } from '../../src/shared/client/index.ts';
import { demoFolder, startHeadless } from './headless.ts';
import { type Bench, type BenchResult, paired } from './model.ts';

const callsARun = 3000;
const events = 200_000;

/** One request after the other, as a person clicking or a script does; calls a second. */
async function serial(call: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  for (let index = 0; index < callsARun; index++) await call();
  return (callsARun * 1000) / (performance.now() - startMs);
}

/** A ws server that answers each message with a fixed one, and the client that asks it. */
async function startEcho(request: string, response: string) {
  const child = fork(join(import.meta.dirname, 'echo-server.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [port] = (await once(child, 'message')) as [number];
  child.send(response);
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  await once(socket, 'open');
  let answered: (() => void) | undefined;
  socket.on('message', () => answered?.());
  return {
    call: () =>
      new Promise<void>((resolve) => {
        answered = resolve;
        socket.send(request);
      }),
    stop: () => stopChild(child, socket),
  };
}

async function stopChild(child: ChildProcess, socket: WebSocket): Promise<void> {
  socket.terminate();
  const exited = once(child, 'exit');
  child.kill();
  await exited;
}

/** The bytes of one call, recorded from the wire, so that the reference carries the same. */
async function record(
  server: Awaited<ReturnType<typeof startHeadless>>,
  path: string,
  input: unknown,
): Promise<{ request: string; response: string }> {
  const socket = server.socket();
  await once(socket, 'open');
  const request = JSON.stringify([1, path, input]);
  socket.send(request);
  const [data] = (await once(socket, 'message')) as [Buffer];
  socket.terminate();
  return { request, response: data.toString() };
}

async function oneRow(): Promise<BenchResult> {
  const demo = await demoFolder(240);
  const server = await startHeadless(demo.folder, ['--demo']);
  const connection = server.connect();
  try {
    const { rows } = await connection.client.customers.list({ limit: 50 });
    const row = rows.find((candidate) => Object.keys(candidate.tags).length > 0);
    if (row === undefined) throw new Error('The demo has no tagged customer');
    const subject = { kind: 'customer', id: row.id };
    const echo = await startEcho(...(Object.values(await record(server, 'tags.of', subject)) as [string, string]));
    try {
      const figures = await paired(
        11,
        () => serial(() => connection.client.tags.of(subject)),
        () => serial(echo.call),
      );
      return { name: 'one-row', unit: 'ratio of calls a second', ...figures };
    } finally {
      await echo.stop();
    }
  } finally {
    connection.close();
    await server.stop();
    demo.remove();
  }
}

/** Core's own memory while one reader takes each batch slowly and 200,000 events pass. */
async function slowReader(): Promise<BenchResult> {
  const child = fork(join(import.meta.dirname, 'feed-server.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: ['--expose-gc'],
  });
  const [{ port, token }] = (await once(child, 'message')) as [{ port: number; token: string }];
  const { Connection, webSocketDial } = await import('../../src/shared/client/index.ts');
  const open = () =>
    new WebSocket(`ws://127.0.0.1:${port}/rpc`, ['headroom.v1', `token.${token}`], {
      origin: `http://127.0.0.1:${port}`,
    });
  const connection = new Connection(webSocketDial(open as unknown as Parameters<typeof webSocketDial>[0]));
  const stop = new AbortController();
  let taken = 0;
  let resyncs = 0;
  const reading = (async () => {
    for await (const batch of followFeed(connection, stop.signal)) {
      taken += batch.events.length;
      if (batch.resync) resyncs += 1;
      // A reader that needs a moment for each batch; this is the load, not a wait for something.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  await connection.client.system.info();
  // The same reader's client queue counts too: what grows here would be the window's memory.
  const clientBefore = process.memoryUsage().rss;
  child.send({ events });
  const [{ grownMib }] = (await once(child, 'message')) as [{ grownMib: number }];
  const clientMib = Math.max(0, (process.memoryUsage().rss - clientBefore) / 2 ** 20);
  stop.abort();
  connection.close();
  await reading;
  const exited = once(child, 'exit');
  child.kill();
  await exited;
  if (taken === 0) throw new Error('The slow reader read nothing');
  process.stderr.write(
    `slow reader: took ${taken} of ${events} events and ${resyncs} resyncs; core grew ${grownMib.toFixed(1)} MiB, the reader ${clientMib.toFixed(1)} MiB\n`,
  );
  return { name: 'slow-reader', value: grownMib + clientMib, unit: 'MiB grown, both sides' };
}

export const bench: Bench = {
  name: 'rpc',
  about: 'calls over WebSocket against a bare ws echo of the same bytes; a stream to a slow reader',
  bounds: { 'one-row': '>= 0.7', 'slow-reader': '<= 32' },
  run: async () => [await oneRow(), await slowReader()],
};
