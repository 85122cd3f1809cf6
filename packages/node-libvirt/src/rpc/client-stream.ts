import { CancelledError, type ConnectionError, type ErrorPlace, InvalidInputError, LibvirtError } from '../errors.ts';
import { type FrameHeader, messageStatus, messageType, streamPacketBytes } from '../wire/protocol.ts';
import type { Wire } from '../wire/wire.ts';
import { XdrError } from '../xdr/error.ts';
import type { XdrReader } from '../xdr/reader.ts';
import { ChunkQueue, type StreamChunk } from './chunk-queue.ts';
import { remoteError } from './remote-error.ts';

/**
 * The bytes that follow a call: an upload, a download, a console. Ends in one of three ways: `finish` (both sides agree that all is
 * there), `abort` (we give up), or an error from the host. Reading is by `for await` or `read`; a reader who stops taking stops the
 * connection, so give long transfers a connection of their own.
 */
export class ClientStream implements AsyncIterable<StreamChunk> {
  readonly #wire: Wire;
  readonly #header: FrameHeader;
  readonly #place: ErrorPlace;
  readonly #onClosed: () => void;
  readonly #queue: ChunkQueue;
  #state: 'open' | 'finishing' | 'aborting' | 'closed' = 'open';
  #error: ConnectionError | undefined;
  #settled: (() => void)[] = [];
  #signal: AbortSignal | undefined;

  constructor(wire: Wire, header: FrameHeader, place: ErrorPlace, onClosed: () => void, signal?: AbortSignal) {
    this.#wire = wire;
    this.#header = { ...header, type: messageType.stream };
    this.#place = place;
    this.#onClosed = onClosed;
    this.#queue = new ChunkQueue(wire);
    this.#signal = signal;
    signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (signal?.aborted) this.#onAbort();
  }

  get closed(): boolean {
    return this.#state === 'closed';
  }

  /** The next bytes or hole; undefined when the host has sent all. */
  read(): Promise<StreamChunk | undefined> {
    return this.#queue.take();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<StreamChunk, void, undefined> {
    let complete = false;
    try {
      for (let chunk = await this.read(); chunk !== undefined; chunk = await this.read()) yield chunk;
      complete = true;
    } finally {
      if (!complete) await this.abort();
    }
  }

  /** Sends bytes, in packets; resolves when the connection takes more. The bytes must stay unchanged until `finish`. */
  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; at += streamPacketBytes) {
      if (!this.#wire.hasRoom) await this.#wire.room();
      this.#assertOpen();
      const packet = at === 0 && bytes.length <= streamPacketBytes ? bytes : bytes.subarray(at, at + streamPacketBytes);
      this.#wire.sendBytes({ ...this.#header, status: messageStatus.continue }, packet);
    }
  }

  /** Tells the host to skip so many bytes, which read as zeros. Only on a stream opened as sparse. */
  async writeHole(holeBytes: bigint): Promise<void> {
    if (holeBytes < 0n) throw new InvalidInputError(`a hole of ${holeBytes} bytes`, this.#place);
    if (!this.#wire.hasRoom) await this.#wire.room();
    this.#assertOpen();
    this.#wire.send({ ...this.#header, type: messageType.streamHole, status: messageStatus.continue }, (writer) => {
      writer.u64(holeBytes);
      writer.u32(0);
    });
  }

  /** Says that all is sent or received and waits for the host to confirm: only then is an upload on disk as the host sees it. */
  async finish(): Promise<void> {
    if (this.#state === 'open') {
      this.#state = 'finishing';
      this.#wire.send({ ...this.#header, status: messageStatus.ok });
    }
    await this.#settle();
    if (this.#error !== undefined) throw this.#error;
  }

  /** Gives up. Resolves when the host has confirmed or the connection ended; never fails. */
  async abort(): Promise<void> {
    this.#beginAbort();
    await this.#settle();
  }

  /** For the connection: a packet of this stream. */
  received(header: FrameHeader, body: XdrReader): void {
    if (header.status === messageStatus.error) {
      const fields = remoteError.read(body);
      body.finish();
      // libvirt confirms an abort with an error; to the one who aborted that is no news.
      const error = this.#state === 'aborting' ? this.#error : new LibvirtError(fields, this.#place);
      this.close(error);
      return;
    }
    if (header.status === messageStatus.ok) {
      this.close(this.#error);
      return;
    }
    if (header.status !== messageStatus.continue) throw new XdrError(`a stream packet of status ${header.status}`);
    if (header.type === messageType.streamHole) {
      const holeBytes = body.i64();
      body.u32();
      body.finish();
      if (holeBytes < 0n) throw new XdrError(`a hole of ${holeBytes} bytes`);
      if (this.#state !== 'aborting') this.#queue.push({ holeBytes });
      return;
    }
    if (body.remaining === 0) this.#queue.end();
    else if (this.#state !== 'aborting') this.#queue.push(body.packet());
  }

  /** For the connection: nothing more will come. */
  close(error: ConnectionError | undefined): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#error = error;
    this.#signal?.removeEventListener('abort', this.#onAbort);
    this.#queue.end(error);
    const settled = this.#settled;
    this.#settled = [];
    for (const resolve of settled) resolve();
    this.#onClosed();
  }

  #assertOpen(): void {
    if (this.#error !== undefined) throw this.#error;
    if (this.#state !== 'open') throw new InvalidInputError('the stream is finished already', this.#place);
  }

  #settle(): Promise<void> {
    if (this.#state === 'closed') return Promise.resolve();
    return new Promise((resolve) => this.#settled.push(resolve));
  }

  #beginAbort(): void {
    if (this.#state === 'closed' || this.#state === 'aborting') return;
    this.#state = 'aborting';
    this.#error = new CancelledError(this.#place, this.#signal?.reason);
    this.#queue.end(this.#error);
    this.#wire.send({ ...this.#header, status: messageStatus.error });
  }

  readonly #onAbort = (): void => this.#beginAbort();
}
