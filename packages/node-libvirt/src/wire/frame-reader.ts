import { headerBytes, maximumFrameBytes } from './protocol.ts';

/** Why the bytes received can't be frames. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

/** Takes one frame, from `start` (its length word) to `end`. Unless it is `owned`, its memory is lent: what is kept has to be copied. */
export type FrameSink = (bytes: Buffer, start: number, end: number, owned: boolean) => void;

const firstGrowthBytes = 64 * 1024;

/**
 * Cuts what arrives into frames. A frame that lies within one chunk is handed on where it is; one that spans chunks is gathered in a
 * buffer that grows with what really arrived, so that a peer can't make us allocate 32 MiB by claiming a length.
 */
export class FrameReader {
  readonly #sink: FrameSink;
  #gathered: Buffer = Buffer.alloc(0);
  #filled = 0;
  /** Length of the frame being gathered; 0 while even its length word is incomplete. */
  #expected = 0;
  #stopped = false;
  #paused = false;
  /** What arrived while paused: the rest of a chunk, rarely more. */
  #waiting: Buffer[] = [];

  constructor(sink: FrameSink) {
    this.#sink = sink;
  }

  /** After this nothing more is handed on, not even from the chunk being cut. */
  stop(): void {
    this.#stopped = true;
    this.#gathered = Buffer.alloc(0);
    this.#waiting = [];
  }

  /** Hands on no more frames until `resume`, not even those that have arrived already. */
  pause(): void {
    this.#paused = true;
  }

  /** Goes on, beginning with what waits. */
  resume(): void {
    this.#paused = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const chunk of waiting) this.push(chunk);
  }

  /** Whether the input ended in the middle of a frame. */
  get incomplete(): boolean {
    return this.#filled > 0;
  }

  /** Takes the bytes of the chunk before `end`. `owned` says that nobody writes to it again. */
  push(chunk: Buffer, end = chunk.length, owned = true): void {
    let at = 0;
    while (at < end && !this.#stopped) {
      if (this.#paused) {
        const rest = chunk.subarray(at, end);
        this.#waiting.push(owned ? rest : Buffer.from(rest));
        return;
      }
      if (this.#filled === 0 && end - at >= 4) {
        const length = checkedLength(chunk, at);
        if (end - at >= length) {
          this.#sink(chunk, at, at + length, owned);
          at += length;
          continue;
        }
      }
      at = this.#gather(chunk, at, end);
    }
  }

  /** Adds to the frame under way and returns where the next one begins. */
  #gather(chunk: Buffer, from: number, end: number): number {
    let at = from;
    if (this.#expected === 0) {
      const missing = Math.min(4 - this.#filled, end - at);
      this.#reserve(4);
      chunk.copy(this.#gathered, this.#filled, at, at + missing);
      this.#filled += missing;
      at += missing;
      if (this.#filled < 4) return at;
      this.#expected = checkedLength(this.#gathered, 0);
    }
    const take = Math.min(this.#expected - this.#filled, end - at);
    this.#reserve(this.#filled + take);
    chunk.copy(this.#gathered, this.#filled, at, at + take);
    this.#filled += take;
    at += take;
    if (this.#filled === this.#expected) {
      const frame = this.#gathered;
      const length = this.#expected;
      this.#gathered = Buffer.alloc(0);
      this.#filled = 0;
      this.#expected = 0;
      this.#sink(frame, 0, length, true);
    }
    return at;
  }

  #reserve(size: number): void {
    if (this.#gathered.length >= size) return;
    const wanted = Math.max(firstGrowthBytes, size * 4);
    const grown = Buffer.allocUnsafeSlow(this.#expected === 0 ? firstGrowthBytes : Math.min(this.#expected, wanted));
    this.#gathered.copy(grown, 0, 0, this.#filled);
    this.#gathered = grown;
  }
}

function checkedLength(bytes: Buffer, at: number): number {
  const length = bytes.readUInt32BE(at);
  if (length < headerBytes)
    throw new FrameError(`a frame of ${length} bytes is shorter than its header of ${headerBytes}`);
  if (length > maximumFrameBytes)
    throw new FrameError(`a frame of ${length} bytes is over the bound of ${maximumFrameBytes}`);
  return length;
}
