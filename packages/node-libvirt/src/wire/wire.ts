import type { Channel } from '../channel.ts';
import { ConnectionClosedError, ConnectionError, InvalidInputError, ProtocolError } from '../errors.ts';
import { XdrError } from '../xdr/error.ts';
import { XdrReader } from '../xdr/reader.ts';
import { XdrWriter } from '../xdr/writer.ts';
import { FrameError, FrameReader } from './frame-reader.ts';
import { type FrameHeader, headerBytes, maximumFrameBytes } from './protocol.ts';

/** What stands above the wire: it gets every frame and, once, the reason why there will be no more. */
export interface WireUser {
  /** May throw XdrError or FrameError: the wire then closes with a ProtocolError. */
  received(header: FrameHeader, body: XdrReader): void;
  /** `error` is undefined when we closed it ourselves, in good order. */
  closed(error: ConnectionError | undefined): void;
}

/**
 * Stream bytes that may be under way at once: enough that one batch is being sent while the next is made, little enough that a call on
 * the same connection does not wait long behind them.
 */
export const streamWindowBytes = 2 * 1024 * 1024;

/** Our closing waits this long for the peer to close too. */
const closeGraceMs = 1_000;

/**
 * Frames over a channel, the same for client and server. Outgoing messages of one turn leave in one write. Reading can be held, so that
 * a slow consumer slows the peer. Every end, ours or theirs, passes through `#finish` exactly once.
 */
export class Wire {
  readonly host: string;
  readonly #channel: Channel;
  readonly #user: WireUser;
  readonly #reader: FrameReader;
  readonly #writer = new XdrWriter();
  readonly #header = { program: 0, version: 0, procedure: 0, type: 0, serial: 0, status: 0 };
  readonly #flush = (): void => {
    this.#flushScheduled = false;
    if (this.#writer.length > 0 && !this.#finished) this.#channel.stream.write(this.#writer.take());
  };
  #flushScheduled = false;
  #holds = 0;
  #finished = false;
  #ending = false;
  #graceTimer: NodeJS.Timeout | undefined;
  #underWayBytes = 0;
  #waitingForRoom: (() => void)[] = [];
  /** Frames received; keepalive compares it to see whether the peer lives. */
  framesReceived = 0;

  constructor(channel: Channel, user: WireUser) {
    this.#channel = channel;
    this.host = channel.facts.peer;
    this.#user = user;
    this.#reader = new FrameReader((bytes, start, end, owned) => this.#frame(bytes, start, end, owned));
    const { stream } = channel;
    if (channel.lend === undefined) stream.on('data', this.#onData);
    else channel.lend(this.#onLent);
    stream.on('drain', this.#onDrain);
    stream.on('error', this.#onError);
    stream.on('end', this.#onEnd);
    stream.on('close', this.#onClose);
    if (stream.destroyed) queueMicrotask(this.#onClose);
  }

  get finished(): boolean {
    return this.#finished;
  }

  get held(): boolean {
    return this.#holds > 0;
  }

  /** Bytes that wait on our side because the peer or the network does not take them. */
  get unsentBytes(): number {
    return this.#channel.stream.writableLength + this.#writer.length;
  }

  /** Whether a stream may send: the bytes under way are within the window. */
  get hasRoom(): boolean {
    return this.#finished || (this.#underWayBytes < streamWindowBytes && this.unsentBytes < 2 * streamWindowBytes);
  }

  /** Sends one message; `body` writes what follows the header. A body that fails to encode leaves nothing behind. */
  send(header: FrameHeader, body?: (writer: XdrWriter) => void): void {
    if (this.#finished || this.#ending) return;
    const writer = this.#writer;
    const position = writer.length;
    try {
      this.#writeHeader(header);
      body?.(writer);
      const length = writer.length - position;
      if (length > maximumFrameBytes) {
        throw new InvalidInputError(`a message of ${length} bytes is over libvirt's bound of ${maximumFrameBytes}`, {
          host: this.host,
        });
      }
      writer.patch(position, length);
    } catch (error) {
      writer.rewind(position);
      throw error;
    }
    this.#scheduleFlush();
  }

  /** Sends raw bytes as one message without copying them: they must stay as they are until they are sent. */
  sendBytes(header: FrameHeader, bytes: Uint8Array): void {
    if (this.#finished || this.#ending) return;
    const position = this.#writer.length;
    this.#writeHeader(header);
    this.#writer.patch(position, headerBytes + bytes.length);
    const { stream } = this.#channel;
    const size = bytes.length;
    this.#underWayBytes += size;
    stream.cork();
    stream.write(this.#writer.take());
    stream.write(bytes, () => {
      this.#underWayBytes -= size;
      this.#wake();
    });
    stream.uncork();
  }

  /** Resolves when a stream may send again, or when the wire ends. */
  room(): Promise<void> {
    this.#flush();
    if (this.hasRoom) return Promise.resolve();
    return new Promise((resolve) => this.#waitingForRoom.push(resolve));
  }

  /** Stops reading until as many `release` as `hold` were called. */
  hold(): void {
    this.#holds++;
    if (this.#holds > 1) return;
    this.#reader.pause();
    this.#channel.stream.pause();
  }

  release(): void {
    this.#holds--;
    // Not at once: who releases is often in the middle of taking something.
    if (this.#holds === 0 && !this.#finished) queueMicrotask(this.#goOn);
  }

  /** Sends what is written and closes; the peer gets a moment to close as well. */
  end(): void {
    if (this.#finished || this.#ending) return;
    this.#flush();
    this.#ending = true;
    // Held bytes would keep the end from ever being seen.
    this.#reader.stop();
    this.#channel.stream.resume();
    this.#channel.stream.end();
    this.#graceTimer = setTimeout(() => this.#channel.stream.destroy(), closeGraceMs);
  }

  destroy(error: ConnectionError | undefined): void {
    this.#finish(error);
  }

  #writeHeader(header: FrameHeader): void {
    const writer = this.#writer;
    writer.u32(0);
    writer.u32(header.program);
    writer.u32(header.version);
    writer.u32(header.procedure);
    writer.u32(header.type);
    writer.u32(header.serial);
    writer.u32(header.status);
  }

  #scheduleFlush(): void {
    if (this.#flushScheduled) return;
    this.#flushScheduled = true;
    queueMicrotask(this.#flush);
  }

  #frame(bytes: Buffer, start: number, end: number, owned: boolean): void {
    this.framesReceived++;
    const reader = new XdrReader(bytes, start + 4, end, owned);
    const header = this.#header;
    header.program = reader.u32();
    header.version = reader.u32();
    header.procedure = reader.i32();
    header.type = reader.u32();
    header.serial = reader.u32();
    header.status = reader.u32();
    this.#user.received(header, reader);
  }

  readonly #goOn = (): void => {
    if (this.#holds > 0 || this.#finished) return;
    this.#guarded(() => this.#reader.resume());
    if (!this.held && !this.#finished) this.#channel.stream.resume();
  };

  readonly #onData = (chunk: Buffer): void => {
    if (!this.#finished) this.#guarded(() => this.#reader.push(chunk));
  };

  readonly #onLent = (buffer: Buffer, size: number): void => {
    if (!this.#finished) this.#guarded(() => this.#reader.push(buffer, size, false));
  };

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof XdrError || error instanceof FrameError)) throw error;
      this.#finish(
        new ProtocolError(`received what is not libvirt's protocol: ${error.message}`, { host: this.host }, error),
      );
    }
  }

  readonly #onDrain = (): void => this.#wake();

  #wake(): void {
    if (this.#waitingForRoom.length === 0 || !this.hasRoom) return;
    const waiting = this.#waitingForRoom;
    this.#waitingForRoom = [];
    for (const resolve of waiting) resolve();
  }

  readonly #onError = (error: Error): void => {
    this.#finish(
      error instanceof ConnectionError
        ? error
        : new ConnectionClosedError(`the connection broke: ${error.message}`, { host: this.host }, error),
    );
  };

  readonly #onEnd = (): void => {
    if (this.#ending) return;
    const what = this.#reader.incomplete
      ? 'the host closed the connection in the middle of a message'
      : 'the host closed the connection';
    this.#finish(new ConnectionClosedError(what, { host: this.host }));
  };

  readonly #onClose = (): void => {
    this.#finish(this.#ending ? undefined : new ConnectionClosedError('the connection closed', { host: this.host }));
  };

  #finish(error: ConnectionError | undefined): void {
    if (this.#finished) return;
    this.#finished = true;
    clearTimeout(this.#graceTimer);
    this.#reader.stop();
    const { stream } = this.#channel;
    stream.off('data', this.#onData);
    stream.off('drain', this.#onDrain);
    stream.off('end', this.#onEnd);
    stream.off('close', this.#onClose);
    stream.off('error', this.#onError);
    // A destroyed stream can still report a fault of its own; nobody is left to whom it matters.
    stream.on('error', ignore);
    stream.destroy();
    this.#wake();
    this.#user.closed(error);
  }
}

function ignore(): void {}
