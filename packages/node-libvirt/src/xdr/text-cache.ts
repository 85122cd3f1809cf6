const slots = 4096;
const longestBytes = 80;

/**
 * Remembers recently decoded short texts by their bytes. Bulk statistics repeat a few hundred names for each of thousands of domains;
 * looking one up costs a fraction of decoding it. Bounded: a new text takes over the slot of an older one.
 */
export class TextCache {
  readonly #texts: (string | undefined)[] = new Array(slots).fill(undefined);
  readonly #bytes: (Uint8Array | undefined)[] = new Array(slots).fill(undefined);

  get(bytes: Buffer, at: number, size: number): string {
    if (size > longestBytes) return bytes.toString('utf8', at, at + size);
    let hash = size;
    for (let index = at; index < at + size; index++) hash = (Math.imul(hash, 31) + (bytes[index] as number)) | 0;
    const slot = (hash ^ (hash >>> 12)) & (slots - 1);
    const known = this.#bytes[slot];
    if (known !== undefined && known.length === size) {
      let index = 0;
      while (index < size && known[index] === bytes[at + index]) index++;
      if (index === size) return this.#texts[slot] as string;
    }
    const text = bytes.toString('utf8', at, at + size);
    this.#texts[slot] = text;
    this.#bytes[slot] = Uint8Array.prototype.slice.call(bytes, at, at + size);
    return text;
  }
}
