import { CancelledError, type ConnectionError, type ErrorPlace } from '../errors.ts';
import { ChunkQueue, type StreamChunk } from '../rpc/chunk-queue.ts';
import { remoteError } from '../rpc/remote-error.ts';
import { type FrameHeader, messageStatus, messageType, streamPacketBytes } from '../wire/protocol.ts';
import type { Wire } from '../wire/wire.ts';
import { XdrError } from '../xdr/error.ts';
import type { XdrReader } from '../xdr/reader.ts';
import type { RemoteFailure } from './failure.ts';

/**
 * The server's end of a stream. For an upload: read until undefined, which is the client's `finish`, then return; the connection
 * confirms. For a download: write, then `end`; the connection confirms when the client finishes.
 */
export class ServerStream {
  readonly #wire: Wire;
  readonly #header: FrameHeader;
  readonly #place: ErrorPlace;
  readonly #queue: ChunkQueue;
  readonly #onClosed: () => void;
  #state: 'open' | 'finished-by-client' | 'closed' = 'open';
  #finishedByClient: (() => void)[] = [];

  constructor(wire: Wire, header: FrameHeader, place: ErrorPlace, onClosed: () => void) {
    this.#wire = wire;
    this.#header = { ...header, type: messageType.stream };
    this.#place = place;
    this.#queue = new ChunkQueue(wire);
    this.#onClosed = onClosed;
  }

  get closed(): boolean {
    return this.#state === 'closed';
  }

  /** What the client sent; undefined when it finished. Fails when it gave up or the connection ended. */
  read(): Promise<StreamChunk | undefined> {
    return this.#queue.take();
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; at += streamPacketBytes) {
      if (!this.#wire.hasRoom) await this.#wire.room();
      if (this.#state === 'closed') throw new CancelledError(this.#place);
      this.#wire.sendBytes(
        { ...this.#header, status: messageStatus.continue },
        bytes.subarray(at, at + streamPacketBytes),
      );
    }
  }

  async writeHole(holeBytes: bigint): Promise<void> {
    if (!this.#wire.hasRoom) await this.#wire.room();
    if (this.#state === 'closed') throw new CancelledError(this.#place);
    this.#wire.send({ ...this.#header, type: messageType.streamHole, status: messageStatus.continue }, (writer) => {
      writer.u64(holeBytes);
      writer.u32(0);
    });
  }

  /** Says that no more bytes come and waits for the client to finish. */
  async end(): Promise<void> {
    if (this.#state === 'open') this.#wire.send({ ...this.#header, status: messageStatus.continue });
    if (this.#state === 'open') await new Promise<void>((resolve) => this.#finishedByClient.push(resolve));
  }

  /** For the connection: the handler is done. */
  confirm(): void {
    if (this.#state === 'closed') return;
    this.#wire.send({ ...this.#header, status: messageStatus.ok });
    this.close(undefined);
  }

  /** For the connection: the handler failed. */
  fail(failure: RemoteFailure): void {
    if (this.#state === 'closed') return;
    this.#wire.send({ ...this.#header, status: messageStatus.error }, (writer) =>
      remoteError.write(writer, failure.fields),
    );
    this.close(undefined);
  }

  /** For the connection: a packet of this stream. */
  received(header: FrameHeader, body: XdrReader): void {
    switch (header.status) {
      case messageStatus.continue:
        if (header.type === messageType.streamHole) {
          const holeBytes = body.i64();
          body.u32();
          body.finish();
          if (holeBytes < 0n) throw new XdrError(`a hole of ${holeBytes} bytes`);
          this.#queue.push({ holeBytes });
        } else if (body.remaining > 0) this.#queue.push(body.packet());
        return;
      case messageStatus.ok:
        if (this.#state === 'open') this.#state = 'finished-by-client';
        this.#queue.end();
        this.#resolveFinished();
        return;
      case messageStatus.error:
        // An abort is confirmed like a finish; the handler learns it by its next read or write.
        this.#wire.send({ ...this.#header, status: messageStatus.ok });
        this.close(new CancelledError(this.#place));
        return;
      default:
        throw new XdrError(`a stream packet of status ${header.status}`);
    }
  }

  /** For the connection: nothing more will come. */
  close(error: ConnectionError | undefined): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#queue.end(error);
    this.#queue.discard();
    this.#resolveFinished();
    this.#onClosed();
  }

  #resolveFinished(): void {
    const waiting = this.#finishedByClient;
    this.#finishedByClient = [];
    for (const resolve of waiting) resolve();
  }
}
