import type { Wire } from '../wire/wire.ts';

/** A stretch of zeros in a sparse stream: nothing was sent for it. */
export interface StreamHole {
  readonly holeBytes: bigint;
}

export type StreamChunk = Uint8Array | StreamHole;

const holdAboveBytes = 4 * 1024 * 1024;
const releaseBelowBytes = 1024 * 1024;
/** What a chunk counts for besides its bytes, so that a flood of empty or tiny ones is bounded too. */
const chunkCostBytes = 256;

/** What arrived on a stream and was not taken yet. When it grows over its bound the whole connection stops reading until it shrinks. */
export class ChunkQueue {
  readonly #wire: Wire;
  #chunks: StreamChunk[] = [];
  #next = 0;
  #bytes = 0;
  #holding = false;
  #ended = false;
  #error: Error | undefined;
  #waiting: { resolve(chunk: StreamChunk | undefined): void; reject(error: Error): void } | undefined;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  get ended(): boolean {
    return this.#ended;
  }

  push(chunk: StreamChunk): void {
    if (this.#ended) return;
    if (this.#waiting !== undefined) {
      const { resolve } = this.#waiting;
      this.#waiting = undefined;
      resolve(chunk);
      return;
    }
    this.#chunks.push(chunk);
    this.#bytes += cost(chunk);
    if (this.#bytes > holdAboveBytes && !this.#holding) {
      this.#holding = true;
      this.#wire.hold();
    }
  }

  /** No more will come; what is queued can still be taken, unless it ended with an error. */
  end(error?: Error): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#error = error;
    if (error !== undefined) this.discard();
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting === undefined) return;
    if (error === undefined) waiting.resolve(undefined);
    else waiting.reject(error);
  }

  /** Forgets what is queued. */
  discard(): void {
    this.#chunks = [];
    this.#next = 0;
    this.#bytes = 0;
    this.#release();
  }

  /** The next chunk; undefined at the end. One taker at a time. */
  take(): Promise<StreamChunk | undefined> {
    const chunk = this.#chunks[this.#next];
    if (chunk !== undefined) {
      this.#next++;
      if (this.#next === this.#chunks.length) {
        this.#chunks = [];
        this.#next = 0;
      }
      this.#bytes -= cost(chunk);
      if (this.#bytes < releaseBelowBytes) this.#release();
      return Promise.resolve(chunk);
    }
    if (this.#error !== undefined) return Promise.reject(this.#error);
    if (this.#ended) return Promise.resolve(undefined);
    if (this.#waiting !== undefined) return Promise.reject(new Error('a stream is read by one reader at a time'));
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  #release(): void {
    if (!this.#holding) return;
    this.#holding = false;
    this.#wire.release();
  }
}

function cost(chunk: StreamChunk): number {
  return chunkCostBytes + (chunk instanceof Uint8Array ? chunk.length : 0);
}
