import type { FeedBatch } from '../contract/index.ts';
import { DisconnectedError, RefusedError } from './channel.ts';
import type { Connection } from './connection.ts';

/**
 * What changed, batch by batch, across lost connections. The next batch is asked for when the last has been taken, so a
 * slow reader buffers nothing; a batch with `resync` says that something was missed.
 */
export async function* followFeed(connection: Connection, signal: AbortSignal): AsyncGenerator<FeedBatch> {
  let cursor: string | undefined;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const batch: FeedBatch = await connection.client.feed.read(cursor === undefined ? {} : { cursor }, { signal });
      // After an odd error it is unknown what was missed.
      const resync = batch.resync || failures > 0;
      failures = 0;
      cursor = batch.cursor;
      if (batch.events.length > 0 || resync) yield { ...batch, resync };
    } catch (error) {
      if (signal.aborted || connection.state.kind === 'closed') return;
      // Refused until someone brings a new token; then it goes on, and what was missed is read again.
      if (error instanceof RefusedError) await change(connection, signal);
      if (error instanceof RefusedError || error instanceof DisconnectedError) continue;
      failures += 1;
      await pause(Math.min(500 * 2 ** failures, 30_000), signal);
    }
  }
}

function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, delayMs);
    signal.addEventListener('abort', done, { once: true });
  });
}

function change(connection: Connection, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stop();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const stop = connection.subscribe(done);
    signal.addEventListener('abort', done, { once: true });
  });
}
