import { ConnectionClosedError } from '../errors.ts';
import { programVersion } from '../procedures/define.ts';
import {
  type FrameHeader,
  keepaliveProcedure,
  keepaliveProgram,
  messageStatus,
  messageType,
} from '../wire/protocol.ts';
import type { Wire } from '../wire/wire.ts';
import { XdrError } from '../xdr/error.ts';

export interface KeepaliveOptions {
  /** How often to ask when nothing is heard. */
  readonly intervalMs: number;
  /** How many unanswered times end the connection. */
  readonly count: number;
}

export const defaultKeepalive: KeepaliveOptions = { intervalMs: 5_000, count: 5 };

/** Unsent bytes from which on a pong is left out: a peer that floods us with pings and reads nothing gets none. */
const pongLimitBytes = 1024 * 1024;

const header = (procedure: number): FrameHeader => ({
  program: keepaliveProgram,
  version: programVersion,
  procedure,
  type: messageType.message,
  serial: 0,
  status: messageStatus.ok,
});
const ping = header(keepaliveProcedure.ping);
const pong = header(keepaliveProcedure.pong);

/** Asks a silent peer for a sign of life and answers when it asks us. */
export class Keepalive {
  readonly #wire: Wire;
  #timer: NodeJS.Timeout | undefined;
  #seenFrames = 0;
  #unanswered = 0;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  start(options: KeepaliveOptions): void {
    this.stop();
    this.#seenFrames = this.#wire.framesReceived;
    this.#unanswered = 0;
    this.#timer = setInterval(() => this.#tick(options), options.intervalMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  received(message: FrameHeader): void {
    if (message.type !== messageType.message) throw new XdrError(`a keepalive of type ${message.type}`);
    if (message.procedure === keepaliveProcedure.ping) {
      if (this.#wire.unsentBytes < pongLimitBytes) this.#wire.send(pong);
    } else if (message.procedure !== keepaliveProcedure.pong) {
      throw new XdrError(`a keepalive of procedure ${message.procedure}`);
    }
  }

  #tick(options: KeepaliveOptions): void {
    const wire = this.#wire;
    if (wire.framesReceived !== this.#seenFrames || wire.held) {
      this.#seenFrames = wire.framesReceived;
      this.#unanswered = 0;
      // While we hold reading back ourselves, our pings are what tells the peer that we live: its own go unread.
      if (wire.held && wire.unsentBytes < pongLimitBytes) wire.send(ping);
      return;
    }
    if (this.#unanswered >= options.count) {
      const silentMs = this.#unanswered * options.intervalMs;
      wire.destroy(new ConnectionClosedError(`no sign of life for ${silentMs} ms`, { host: wire.host }));
      return;
    }
    this.#unanswered++;
    wire.send(ping);
  }
}
