import { XdrError } from './error.ts';

/** libvirt's own bounds: a string or a byte array may have this many bytes, a message this many. */
export const maximumStringBytes = 4 * 1024 * 1024;
export const maximumMessageBytes = 32 * 1024 * 1024;

const firstSlabBytes = 64 * 1024;
const longScratch = new BigInt64Array(1);
const wordScratch = new Uint32Array(longScratch.buffer);
const doubleScratch = new Float64Array(longScratch.buffer);
/** Word order of the machine: XDR is big-endian, typed arrays follow the processor. */
const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
const high = littleEndian ? 1 : 0;
const low = 1 - high;

/**
 * Writes XDR into slabs that are never reused: what `take` handed out stays untouched while the socket still sends it, and many small
 * messages share one allocation.
 */
export class XdrWriter {
  #bytes: Buffer = Buffer.allocUnsafeSlow(firstSlabBytes);
  #start = 0;
  #end = 0;

  /** Bytes written since the last `take`: also the position of the next one, for `patch` and `rewind`. */
  get length(): number {
    return this.#end - this.#start;
  }

  /** Drops what was written after that position: a message whose encoding failed leaves no trace. */
  rewind(position: number): void {
    this.#end = this.#start + position;
  }

  patch(position: number, value: number): void {
    this.#put(this.#start + position, value);
  }

  /** Hands over what was written. */
  take(): Buffer {
    const taken = this.#bytes.subarray(this.#start, this.#end);
    this.#start = this.#end;
    return taken;
  }

  #put(at: number, value: number): void {
    const bytes = this.#bytes;
    bytes[at] = value >>> 24;
    bytes[at + 1] = value >>> 16;
    bytes[at + 2] = value >>> 8;
    bytes[at + 3] = value;
  }

  /** Makes room and returns the offset at which to write. */
  #reserve(size: number): number {
    const at = this.#end;
    if (at + size > this.#bytes.length) return this.#grow(size);
    this.#end = at + size;
    return at;
  }

  #grow(size: number): number {
    const pending = this.#end - this.#start;
    if (pending + size > 2 * maximumMessageBytes)
      throw new XdrError(`over ${maximumMessageBytes} bytes in one message`);
    let capacity = firstSlabBytes;
    while (capacity < pending + size) capacity *= 2;
    const slab = Buffer.allocUnsafeSlow(capacity);
    this.#bytes.copy(slab, 0, this.#start, this.#end);
    this.#bytes = slab;
    this.#start = 0;
    this.#end = pending + size;
    return pending;
  }

  u32(value: number): void {
    this.#put(this.#reserve(4), value);
  }

  zeros(size: number): void {
    const at = this.#reserve(size);
    this.#bytes.fill(0, at, at + size);
  }

  u64(value: bigint): void {
    longScratch[0] = BigInt.asIntN(64, value);
    this.#scratch();
  }

  f64(value: number): void {
    doubleScratch[0] = value;
    this.#scratch();
  }

  #scratch(): void {
    const at = this.#reserve(8);
    this.#put(at, wordScratch[high] ?? 0);
    this.#put(at + 4, wordScratch[low] ?? 0);
  }

  /** Bytes of a fixed number, padded to a multiple of four. */
  fixed(value: Uint8Array): void {
    const padded = (value.length + 3) & ~3;
    const at = this.#reserve(padded);
    this.#bytes.set(value, at);
    this.#bytes.fill(0, at + value.length, at + padded);
  }

  opaque(value: Uint8Array, maximumBytes: number): void {
    if (value.length > maximumBytes) throw new XdrError(`${value.length} bytes are over the bound of ${maximumBytes}`);
    this.u32(value.length);
    this.fixed(value);
  }

  text(value: string, maximumBytes: number): void {
    const size = Buffer.byteLength(value);
    if (size > maximumBytes) throw new XdrError(`a text of ${size} bytes is over the bound of ${maximumBytes}`);
    if (value.includes('\0')) throw new XdrError('a text can not contain a zero byte');
    this.u32(size);
    const padded = (size + 3) & ~3;
    const at = this.#reserve(padded);
    this.#bytes.fill(0, at + size, at + padded);
    this.#bytes.write(value, at, size, 'utf8');
  }
}
