import type { FeedBatch } from '../contract/index.ts';
import { DisconnectedError } from './channel.ts';
import type { Connection } from './connection.ts';

/**
 * What changed, batch by batch, across lost connections. The next batch is asked for when the last has been taken, so a
 * slow reader buffers nothing; a batch with `resync` says that something was missed.
 */
export async function* followFeed(connection: Connection, signal: AbortSignal): AsyncGenerator<FeedBatch> {
  let cursor: string | undefined;
  while (!signal.aborted) {
    try {
      const batch: FeedBatch = await connection.client.feed.read(cursor === undefined ? {} : { cursor }, { signal });
      cursor = batch.cursor;
      if (batch.events.length > 0 || batch.resync) yield batch;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof DisconnectedError)) throw error;
      const { kind } = connection.state;
      if (kind === 'closed' || kind === 'refused') return;
    }
  }
}
