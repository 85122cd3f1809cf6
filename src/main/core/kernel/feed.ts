import type { FeedBatch, FeedEvent } from '../../../shared/contract/index.ts';

export type NewFeedEvent = Omit<FeedEvent, 'sequence' | 'atMs'>;

/**
 * What changed, in order, after it was committed. A bounded ring: a reader pulls batches with a cursor, so a slow
 * reader costs nothing, and one that fell behind the ring or met a restarted core is told to read again.
 */
export class Feed {
  readonly #capacity: number;
  /** Tells this run of core from the one before, whose sequence numbers mean nothing now. */
  readonly #epoch: string;
  readonly #nowMs: () => number;
  readonly #ring: FeedEvent[] = [];
  #last = 0;
  readonly #waiting = new Set<() => void>();

  constructor(options: { capacity?: number; epoch: string; nowMs: () => number }) {
    this.#capacity = options.capacity ?? 8192;
    this.#epoch = options.epoch;
    this.#nowMs = options.nowMs;
  }

  publish(events: readonly NewFeedEvent[]): void {
    if (events.length === 0) return;
    const atMs = this.#nowMs();
    for (const event of events) {
      this.#last += 1;
      this.#ring[(this.#last - 1) % this.#capacity] = { sequence: this.#last, atMs, ...event };
    }
    const wake = [...this.#waiting];
    this.#waiting.clear();
    for (const resume of wake) resume();
  }

  get waitingCount(): number {
    return this.#waiting.size;
  }

  read(cursor: string | undefined, limit: number): FeedBatch {
    const end = this.#cursorAt(this.#last);
    if (cursor === undefined) return { events: [], cursor: end, resync: false };
    const after = this.#sequenceOf(cursor);
    const oldestKept = Math.max(1, this.#last - this.#capacity + 1);
    if (after === undefined || after > this.#last || after + 1 < oldestKept)
      return { events: [], cursor: end, resync: true };
    const events: FeedEvent[] = [];
    for (let sequence = after + 1; sequence <= this.#last && events.length < limit; sequence++) {
      const event = this.#ring[(sequence - 1) % this.#capacity];
      if (event !== undefined) events.push(event);
    }
    return { events, cursor: this.#cursorAt(after + events.length), resync: false };
  }

  /** Like read, but waits for something to come, at most waitMs and no longer than the signal lives. */
  async next(cursor: string | undefined, limit: number, waitMs: number, signal?: AbortSignal): Promise<FeedBatch> {
    const batch = this.read(cursor, limit);
    if (batch.events.length > 0 || batch.resync || cursor === undefined || waitMs === 0) return batch;
    await this.#change(waitMs, signal);
    return this.read(cursor, limit);
  }

  /** Batches for as long as the reader takes them. */
  async *follow(cursor: string | undefined, signal?: AbortSignal): AsyncGenerator<FeedBatch> {
    let at = cursor ?? this.#cursorAt(this.#last);
    while (!signal?.aborted) {
      const batch = await this.next(at, 500, 20_000, signal);
      at = batch.cursor;
      if (batch.events.length > 0 || batch.resync) yield batch;
    }
  }

  #change(waitMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, waitMs);
      timer.unref();
      this.#waiting.add(done);
      if (signal?.aborted) done();
      else signal?.addEventListener('abort', done, { once: true });
    });
  }

  #cursorAt(sequence: number): string {
    return `${this.#epoch}.${sequence}`;
  }

  #sequenceOf(cursor: string): number | undefined {
    const [epoch, text = ''] = cursor.split('.');
    return epoch === this.#epoch && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
  }
}
