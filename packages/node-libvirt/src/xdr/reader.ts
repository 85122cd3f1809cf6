import { XdrError } from './error.ts';
import type { TextCache } from './text-cache.ts';

const longScratch = new BigInt64Array(1);
const unsignedScratch = new BigUint64Array(longScratch.buffer);
const wordScratch = new Uint32Array(longScratch.buffer);
const doubleScratch = new Float64Array(longScratch.buffer);
const smallestKeptBytes = 16 * 1024;
const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
const high = littleEndian ? 1 : 0;
const low = 1 - high;

/** Reads XDR from one frame. Every length is checked against what is left before anything is allocated. */
export class XdrReader {
  readonly bytes: Buffer;
  readonly end: number;
  /** Nobody writes to the bytes again, so parts of them can be kept without copying. */
  readonly owned: boolean;
  offset: number;

  constructor(bytes: Buffer, offset = 0, end = bytes.length, owned = true) {
    this.bytes = bytes;
    this.owned = owned;
    this.offset = offset;
    this.end = end;
  }

  get remaining(): number {
    return this.end - this.offset;
  }

  #advance(size: number): number {
    const at = this.offset;
    if (size > this.end - at) throw new XdrError(`needs ${size} bytes, ${this.end - at} are left`);
    this.offset = at + size;
    return at;
  }

  /** Fails when bytes are left: a reply that is longer than its shape is not the reply of that shape. */
  finish(): void {
    if (this.offset !== this.end) throw new XdrError(`${this.end - this.offset} bytes are left over`);
  }

  u32(): number {
    return this.i32() >>> 0;
  }

  i32(): number {
    const at = this.#advance(4);
    const bytes = this.bytes as Uint8Array & { [index: number]: number };
    return (
      ((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number)
    );
  }

  i64(): bigint {
    wordScratch[high] = this.i32();
    wordScratch[low] = this.i32();
    return longScratch[0] as bigint;
  }

  u64(): bigint {
    wordScratch[high] = this.i32();
    wordScratch[low] = this.i32();
    return unsignedScratch[0] as bigint;
  }

  f64(): number {
    wordScratch[high] = this.i32();
    wordScratch[low] = this.i32();
    return doubleScratch[0] as number;
  }

  /** A copy, so that a small value never keeps a whole received chunk alive. */
  fixed(size: number): Uint8Array {
    const at = this.#advance((size + 3) & ~3);
    return this.#copy(at, size);
  }

  #copy(at: number, size: number): Uint8Array {
    const copy = new Uint8Array(size);
    copy.set(this.bytes.subarray(at, at + size));
    return copy;
  }

  /**
   * The raw bytes of a stream packet, which are not padded. Large ones are not copied if they are owned: they make up most of the chunk
   * that they keep alive.
   */
  packet(): Uint8Array {
    const size = this.remaining;
    const at = this.#advance(size);
    const bytes = this.bytes;
    return this.owned && size >= smallestKeptBytes
      ? new Uint8Array(bytes.buffer, bytes.byteOffset + at, size)
      : this.#copy(at, size);
  }

  opaque(maximumBytes: number): Uint8Array {
    return this.fixed(this.size(maximumBytes));
  }

  size(maximum: number): number {
    const size = this.u32();
    if (size > maximum) throw new XdrError(`a length of ${size} is over the bound of ${maximum}`);
    return size;
  }

  text(maximumBytes: number): string {
    const size = this.size(maximumBytes);
    const at = this.#advance((size + 3) & ~3);
    return this.bytes.toString('utf8', at, at + size);
  }

  /** A text of which the same values come again and again, such as the names of parameters. */
  cachedText(maximumBytes: number, cache: TextCache): string {
    const size = this.size(maximumBytes);
    const at = this.#advance((size + 3) & ~3);
    return cache.get(this.bytes, at, size);
  }

  /** Steps over so many bytes, padded; returns where they began. */
  skip(size: number): number {
    return this.#advance((size + 3) & ~3);
  }
}
