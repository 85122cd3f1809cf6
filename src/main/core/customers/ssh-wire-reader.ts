/** The wire format of RFC 4251: each part behind its length in four bytes. */
export class WireReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  string(): Buffer | undefined {
    if (this.#at + 4 > this.#bytes.length) return undefined;
    const length = this.#bytes.readUInt32BE(this.#at);
    const start = this.#at + 4;
    if (length > this.#bytes.length - start) return undefined;
    this.#at = start + length;
    return this.#bytes.subarray(start, this.#at);
  }

  /** Without the zero byte that keeps it positive; undefined if it is negative, zero, or padded more than needed. */
  positiveNumber(): Buffer | undefined {
    const bytes = this.string();
    const first = bytes?.[0];
    if (bytes === undefined || first === undefined || first >= 0x80) return undefined;
    if (first !== 0) return bytes;
    return (bytes[1] ?? 0) >= 0x80 ? bytes.subarray(1) : undefined;
  }
}
