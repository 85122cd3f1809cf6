import type { Channel } from '../channel.ts';
import { ConnectionClosedError, type ConnectionError } from '../errors.ts';
import { programVersion } from '../procedures/define.ts';
import {
  type AnyCall,
  type AnyEvent,
  type ArgumentsFor,
  type CallName,
  type EventName,
  type MessageFor,
  procedureByNumber,
  procedures,
  type ResultFor,
} from '../procedures/index.ts';
import { Keepalive, type KeepaliveOptions } from '../rpc/keepalive.ts';
import { remoteError } from '../rpc/remote-error.ts';
import { type FrameHeader, keepaliveProgram, messageStatus, messageType } from '../wire/protocol.ts';
import { Wire, type WireUser } from '../wire/wire.ts';
import { XdrError } from '../xdr/error.ts';
import type { XdrReader } from '../xdr/reader.ts';
import { RemoteFailure } from './failure.ts';
import { ServerStream } from './server-stream.ts';

/** What a handler gets besides its arguments. */
export interface CallContext {
  readonly server: RpcServer;
  /** For a procedure with a stream: what to do with it once the reply is sent. */
  useStream(work: (stream: ServerStream) => Promise<void>): void;
}

export type Handlers = {
  readonly [Name in CallName]?: (
    args: ArgumentsFor<Name>,
    context: CallContext,
  ) => ResultFor<Name> | Promise<ResultFor<Name>>;
};

export interface ServerOptions {
  /** Calls of one client answered at once; more wait unread, as libvirt's max_client_requests does it. */
  readonly maximumCalls?: number;
  readonly onClosed?: (error: ConnectionError | undefined) => void;
}

const defaultMaximumCalls = 64;
/** Events to a client that does not read are dropped past so many unsent bytes. */
const eventLimitBytes = 16 * 1024 * 1024;

type AnyHandler = (args: unknown, context: CallContext) => unknown;

/** The server's half of libvirt's RPC for one client: for simulators and tests. What it answers is decided by the handlers. */
export class RpcServer implements WireUser {
  readonly #wire: Wire;
  readonly #handlers: Handlers;
  readonly #keepalive: Keepalive;
  readonly #streams = new Map<number, ServerStream>();
  readonly #maximumCalls: number;
  readonly #onClosed: ((error: ConnectionError | undefined) => void) | undefined;
  #calls = 0;
  #holding = false;
  #lastSerial = 0;

  constructor(channel: Channel, handlers: Handlers, options: ServerOptions = {}) {
    this.#handlers = handlers;
    this.#maximumCalls = options.maximumCalls ?? defaultMaximumCalls;
    this.#onClosed = options.onClosed;
    this.#wire = new Wire(channel, this);
    this.#keepalive = new Keepalive(this.#wire);
  }

  get underWay(): { readonly calls: number; readonly streams: number } {
    return { calls: this.#calls, streams: this.#streams.size };
  }

  startKeepalive(options: KeepaliveOptions): void {
    this.#keepalive.start(options);
  }

  /** Sends an event; false when the client is too far behind and it was dropped. */
  sendEvent<Name extends EventName>(name: Name, message: MessageFor<Name>): boolean {
    if (this.#wire.finished || this.#wire.unsentBytes > eventLimitBytes) return false;
    const row = procedures[name] as AnyEvent;
    const { ok } = messageStatus;
    const header = {
      program: row.program,
      version: programVersion,
      procedure: row.number,
      type: messageType.message,
      serial: 0,
      status: ok,
    };
    this.#wire.send(header, (writer) => row.message.write(writer, message));
    return true;
  }

  end(): void {
    this.#wire.end();
  }

  destroy(): void {
    this.#wire.destroy(undefined);
  }

  received(header: FrameHeader, body: XdrReader): void {
    if (header.version !== programVersion) throw new XdrError(`program version ${header.version}`);
    if (header.program === keepaliveProgram) {
      this.#keepalive.received(header);
      return;
    }
    if (header.type === messageType.stream || header.type === messageType.streamHole) {
      // Packets that crossed with the end of their stream are passed over, as libvirt does.
      const stream = this.#streams.get(header.serial);
      if (stream !== undefined) stream.received(header, body);
      else if (header.serial > this.#lastSerial)
        throw new XdrError(`a stream packet of serial ${header.serial}, which no call had`);
      return;
    }
    if (header.type !== messageType.call)
      throw new XdrError(`a message of type ${header.type}, which a client does not send us`);
    if (header.status !== messageStatus.ok) throw new XdrError(`a call of status ${header.status}`);
    if (this.#streams.has(header.serial)) throw new XdrError(`a call of serial ${header.serial}, which is a stream's`);
    this.#lastSerial = Math.max(this.#lastSerial, header.serial);
    this.#call({ ...header }, body);
  }

  closed(error: ConnectionError | undefined): void {
    this.#keepalive.stop();
    const end = error ?? new ConnectionClosedError('the connection was closed here', { host: this.#wire.host });
    for (const stream of [...this.#streams.values()]) stream.close(end);
    this.#onClosed?.(error);
  }

  #call(header: FrameHeader, body: XdrReader): void {
    const known = procedureByNumber(header.program, header.procedure);
    if (known === undefined || known.row.kind !== 'call') {
      this.#replyError(header, new RemoteFailure('RPC', `unknown procedure: ${header.procedure}`, 'RPC'));
      return;
    }
    const row = known.row as AnyCall;
    const args = row.args.read(body);
    body.finish();
    const handler = this.#handlers[known.name as CallName] as AnyHandler | undefined;
    if (handler === undefined) {
      const what = `this function is not supported by the connection driver: ${known.name}`;
      this.#replyError(header, new RemoteFailure('NO_SUPPORT', what));
      return;
    }
    this.#calls++;
    if (this.#calls >= this.#maximumCalls && !this.#holding) {
      this.#holding = true;
      this.#wire.hold();
    }
    void this.#answer(header, row, known.name, handler, args);
  }

  async #answer(header: FrameHeader, row: AnyCall, name: string, handler: AnyHandler, args: unknown): Promise<void> {
    let work: ((stream: ServerStream) => Promise<void>) | undefined;
    const context: CallContext = {
      server: this,
      useStream: (given) => {
        work = given;
      },
    };
    try {
      const result = await handler(args, context);
      const reply = { ...header, type: messageType.reply, status: messageStatus.ok };
      if (row.stream !== undefined && !this.#wire.finished) this.#stream(header, name, work);
      this.#wire.send(reply, (writer) => row.result.write(writer, result));
    } catch (error) {
      this.#streams.get(header.serial)?.close(undefined);
      this.#replyError(header, failureOf(error));
    } finally {
      this.#calls--;
      if (this.#holding && this.#calls < this.#maximumCalls) {
        this.#holding = false;
        this.#wire.release();
      }
    }
  }

  #stream(header: FrameHeader, name: string, work: ((stream: ServerStream) => Promise<void>) | undefined): void {
    const place = { host: this.#wire.host, procedure: name };
    const stream = new ServerStream(this.#wire, header, place, () => this.#streams.delete(header.serial));
    this.#streams.set(header.serial, stream);
    // The reply leaves first: the work starts in the next turn.
    queueMicrotask(() => {
      (work?.(stream) ?? stream.end()).then(
        () => stream.confirm(),
        (error: unknown) => stream.fail(failureOf(error)),
      );
    });
  }

  #replyError(header: FrameHeader, failure: RemoteFailure): void {
    const reply = { ...header, type: messageType.reply, status: messageStatus.error };
    this.#wire.send(reply, (writer) => remoteError.write(writer, failure.fields));
  }
}

function failureOf(error: unknown): RemoteFailure {
  if (error instanceof RemoteFailure) return error;
  return new RemoteFailure('INTERNAL_ERROR', error instanceof Error ? error.message : String(error));
}
