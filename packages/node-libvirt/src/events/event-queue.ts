import type { ConnectionError } from '../errors.ts';

/** Stands where events were dropped because the reader was too slow: read the state afresh, the events alone no longer tell it. */
export interface ResyncNeeded {
  readonly kind: 'resync-needed';
  readonly droppedEvents: number;
}

export const defaultEventQueueLength = 1_024;

/**
 * Events on their way to one reader, bounded. When it is full, everything in it is dropped and a single ResyncNeeded takes its place:
 * a reader that has to read the state afresh has no use for the events before.
 */
export class EventQueue<E> implements AsyncIterableIterator<E | ResyncNeeded, undefined, undefined> {
  readonly #maximum: number;
  readonly #onEnd: () => Promise<void>;
  #events: E[] = [];
  #dropped = 0;
  #end: { readonly error: ConnectionError | undefined } | undefined;
  #waiting:
    | { resolve(result: IteratorResult<E | ResyncNeeded, undefined>): void; reject(error: Error): void }
    | undefined;

  /** `onEnd` tells the host to stop sending; it runs once. */
  constructor(maximum: number, onEnd: () => Promise<void>) {
    this.#maximum = maximum;
    this.#onEnd = onEnd;
  }

  /** Events waiting to be read. */
  get length(): number {
    return this.#events.length;
  }

  push(event: E): void {
    if (this.#end !== undefined) return;
    if (this.#waiting !== undefined) {
      const { resolve } = this.#waiting;
      this.#waiting = undefined;
      resolve({ value: event, done: false });
      return;
    }
    this.#events.push(event);
    if (this.#events.length > this.#maximum) {
      this.#dropped += this.#events.length;
      this.#events = [];
    }
  }

  /** Ends the queue; without an error what waits can still be read. */
  end(error: ConnectionError | undefined): void {
    if (this.#end !== undefined) return;
    this.#end = { error };
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting === undefined) return;
    if (error === undefined) waiting.resolve({ value: undefined, done: true });
    else waiting.reject(error);
  }

  next(): Promise<IteratorResult<E | ResyncNeeded, undefined>> {
    if (this.#dropped > 0) {
      const droppedEvents = this.#dropped;
      this.#dropped = 0;
      return Promise.resolve({ value: { kind: 'resync-needed', droppedEvents }, done: false });
    }
    const event = this.#events.shift();
    if (event !== undefined) return Promise.resolve({ value: event, done: false });
    if (this.#end?.error !== undefined) return Promise.reject(this.#end.error);
    if (this.#end !== undefined) return Promise.resolve({ value: undefined, done: true });
    if (this.#waiting !== undefined) return Promise.reject(new Error('events are read by one reader at a time'));
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  async return(): Promise<IteratorResult<E | ResyncNeeded, undefined>> {
    const first = this.#end === undefined;
    this.#events = [];
    this.#dropped = 0;
    this.end(undefined);
    if (first) await this.#onEnd();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}
