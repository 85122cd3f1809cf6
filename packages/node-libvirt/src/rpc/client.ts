/**
 * The client's half of the RPC protocol: calls, streams, events and keepalive share one serial counter and one frame
 * reader, so they are read in one place.
 */
import type { Channel } from '../channel.ts';
import {
  BusyError,
  CancelledError,
  ConnectionClosedError,
  type ConnectionError,
  type ErrorPlace,
  InvalidInputError,
  LibvirtError,
  ProtocolError,
} from '../errors.ts';
import { programVersion } from '../procedures/define.ts';
import {
  type AnyCall,
  type AnyEvent,
  type ArgumentsFor,
  type CallName,
  type EventName,
  procedureByNumber,
  procedures,
  type ResultFor,
  type StreamCallName,
} from '../procedures/index.ts';
import { type FrameHeader, keepaliveProgram, messageStatus, messageType } from '../wire/protocol.ts';
import { Wire, type WireUser } from '../wire/wire.ts';
import { XdrError } from '../xdr/error.ts';
import type { XdrReader } from '../xdr/reader.ts';
import { ClientStream } from './client-stream.ts';
import { Deadlines } from './deadlines.ts';
import { Keepalive, type KeepaliveOptions } from './keepalive.ts';
import { PendingCall } from './pending-call.ts';
import { remoteError } from './remote-error.ts';

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** 0 waits for ever, or until keepalive finds the host dead. */
  readonly timeoutMs?: number;
}

export interface ClientOptions {
  /** For calls that give none of their own and are not marked `long` in the table. */
  readonly timeoutMs?: number;
  /** Calls that may be under way at once. */
  readonly maximumPendingCalls?: number;
  /** Bytes that may wait unsent before further calls are refused. */
  readonly maximumUnsentBytes?: number;
}

export const defaultCallTimeoutMs = 120_000;
const defaultMaximumPendingCalls = 10_000;
const defaultMaximumUnsentBytes = 64 * 1024 * 1024;

/** What the host said by itself. */
export type EventListener = (name: EventName, message: unknown) => void;

/**
 * The client's half of libvirt's RPC: serials, calls under way, streams, events, keepalive. It knows the table of procedures and nothing
 * of domains; the objects are built on `call` and `openStream`.
 *
 * Whatever happens, every call ends: with its result, libvirt's error, or one of the typed errors when time, the caller or the
 * connection ran out. A call given up stays known until its late reply arrives, so that the reply is no surprise.
 *
 * Long because what belongs to a serial (reply, stream, end) is kept in one place.
 */
export class RpcClient implements WireUser {
  readonly host: string;
  readonly #wire: Wire;
  readonly #keepalive: Keepalive;
  readonly #pending = new Map<number, PendingCall>();
  readonly #streams = new Map<number, ClientStream>();
  readonly #deadlines: Deadlines;
  readonly #timeoutMs: number;
  readonly #maximumPendingCalls: number;
  readonly #maximumUnsentBytes: number;
  readonly #closedListeners = new Set<(error: ConnectionError | undefined) => void>();
  #eventListener: EventListener | undefined;
  #serial = 0;
  #end: { readonly error: ConnectionError | undefined } | undefined;
  #header = { program: 0, version: programVersion, procedure: 0, type: messageType.call, serial: 0, status: 0 };

  constructor(channel: Channel, options: ClientOptions = {}) {
    this.host = channel.facts.peer;
    this.#timeoutMs = options.timeoutMs ?? defaultCallTimeoutMs;
    this.#maximumPendingCalls = options.maximumPendingCalls ?? defaultMaximumPendingCalls;
    this.#maximumUnsentBytes = options.maximumUnsentBytes ?? defaultMaximumUnsentBytes;
    this.#deadlines = new Deadlines(() => this.#pending.values());
    this.#wire = new Wire(channel, this);
    this.#keepalive = new Keepalive(this.#wire);
  }

  /** Calls and streams under way, for tests and for who wants to show them. */
  get underWay(): { readonly calls: number; readonly streams: number } {
    return { calls: this.#pending.size, streams: this.#streams.size };
  }

  get isClosed(): boolean {
    return this.#end !== undefined;
  }

  onEvent(listener: EventListener): void {
    this.#eventListener = listener;
  }

  /** Called once when the connection ends, at once when it has; returns how to stop listening. */
  onClosed(listener: (error: ConnectionError | undefined) => void): () => void {
    if (this.#end !== undefined) listener(this.#end.error);
    else this.#closedListeners.add(listener);
    return () => this.#closedListeners.delete(listener);
  }

  startKeepalive(options: KeepaliveOptions): void {
    if (this.#end === undefined) this.#keepalive.start(options);
  }

  call<Name extends CallName>(name: Name, args: ArgumentsFor<Name>, options?: CallOptions): Promise<ResultFor<Name>> {
    return this.#call(name, args, options) as Promise<ResultFor<Name>>;
  }

  /** Makes a call after which a stream follows, and resolves when the host has opened it. */
  openStream<Name extends StreamCallName>(
    name: Name,
    args: ArgumentsFor<Name>,
    options?: CallOptions,
  ): Promise<ClientStream> {
    return this.#call(name, args, options, true) as Promise<ClientStream>;
  }

  #call(name: CallName, args: unknown, options: CallOptions | undefined, wantsStream = false): Promise<unknown> {
    const procedure = procedures[name] as AnyCall;
    const signal = options?.signal;
    const refusal = this.#refusal(name, signal);
    if (refusal !== undefined) return Promise.reject(refusal);
    const serial = this.#nextSerial();
    const header = this.#header;
    header.program = procedure.program;
    header.procedure = procedure.number;
    header.serial = serial;
    try {
      this.#wire.send(header, (writer) => procedure.args.write(writer, args));
    } catch (error) {
      return Promise.reject(
        error instanceof XdrError
          ? new InvalidInputError(explain(procedure, args, error), { host: this.host, procedure: name }, error)
          : error,
      );
    }
    const timeoutMs = options?.timeoutMs ?? (procedure.long ? 0 : this.#timeoutMs);
    return new Promise((resolve, reject) => {
      const pending = new PendingCall(this.host, name, procedure, resolve, reject, timeoutMs, signal, wantsStream);
      this.#pending.set(serial, pending);
      if (timeoutMs > 0) this.#deadlines.arm();
    });
  }

  /** Why a call can't even be sent. */
  #refusal(name: CallName, signal: AbortSignal | undefined): ConnectionError | undefined {
    const place = (): ErrorPlace => ({ host: this.host, procedure: name });
    if (this.#end !== undefined) {
      return new ConnectionClosedError('the connection is closed', place(), this.#end.error);
    }
    if (signal?.aborted) return new CancelledError(place(), signal.reason);
    if (this.#pending.size >= this.#maximumPendingCalls) {
      return new BusyError(`${this.#pending.size} calls are under way`, place());
    }
    if (this.#wire.unsentBytes > this.#maximumUnsentBytes) {
      return new BusyError(`${this.#wire.unsentBytes} bytes wait to be sent`, place());
    }
    return undefined;
  }

  /** Waits for nothing: calls under way end with ConnectionClosedError. */
  destroy(error?: ConnectionError): void {
    this.#wire.destroy(error);
  }

  /** Lets what is written leave, then closes. */
  end(): Promise<void> {
    return new Promise((resolve) => {
      this.onClosed(() => resolve());
      this.#wire.end();
    });
  }

  received(header: FrameHeader, body: XdrReader): void {
    if (header.version !== programVersion) throw new XdrError(`program version ${header.version}`);
    if (header.program === keepaliveProgram) {
      this.#keepalive.received(header);
      return;
    }
    switch (header.type) {
      case messageType.reply:
        this.#reply(header, body);
        return;
      case messageType.message:
        this.#event(header, body);
        return;
      case messageType.stream:
      case messageType.streamHole:
        this.#streamPacket(header, body);
        return;
      default:
        throw new XdrError(`a message of type ${header.type}, which a server does not send us`);
    }
  }

  closed(error: ConnectionError | undefined): void {
    this.#end = { error };
    this.#keepalive.stop();
    this.#deadlines.stop();
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const call of pending) call.fail(endOf(error, this.host, call.name));
    for (const stream of [...this.#streams.values()]) stream.close(endOf(error, this.host, undefined));
    const listeners = [...this.#closedListeners];
    this.#closedListeners.clear();
    for (const listener of listeners) listener(error);
  }

  #reply(header: FrameHeader, body: XdrReader): void {
    const call = this.#pending.get(header.serial);
    if (call === undefined) throw new XdrError(`a reply of serial ${header.serial}, which no call under way has`);
    const { procedure } = call;
    if (header.program !== procedure.program || header.procedure !== procedure.number) {
      throw new XdrError(`a reply of procedure ${header.procedure} to a call of ${procedure.number} (${call.name})`);
    }
    if (header.status === messageStatus.ok) {
      const result = procedure.result.read(body);
      body.finish();
      this.#pending.delete(header.serial);
      if (procedure.stream === undefined) call.succeed(result);
      else this.#openStream(header, call, result);
    } else if (header.status === messageStatus.error) {
      const fields = remoteError.read(body);
      body.finish();
      this.#pending.delete(header.serial);
      const error = new LibvirtError(fields, { host: this.host, procedure: call.name });
      call.earlyStream?.close(error);
      call.fail(error);
    } else {
      throw new XdrError(`a reply of status ${header.status}`);
    }
  }

  #openStream(header: FrameHeader, call: PendingCall, result: unknown): void {
    const stream = call.earlyStream ?? this.#makeStream(header, call);
    if (!call.wantsStream || call.settled) void stream.abort();
    call.succeed(call.wantsStream ? stream : result);
  }

  #makeStream(header: FrameHeader, call: PendingCall): ClientStream {
    const { serial } = header;
    const place = { host: this.host, procedure: call.name };
    const closed = (): void => void this.#streams.delete(serial);
    const stream = new ClientStream(this.#wire, header, place, closed, call.signal);
    this.#streams.set(serial, stream);
    return stream;
  }

  #event(header: FrameHeader, body: XdrReader): void {
    // The serial is not looked at: libvirt's description says 0, its daemon sends 1.
    if (header.status !== messageStatus.ok) throw new XdrError(`an event of status ${header.status}`);
    const known = procedureByNumber(header.program, header.procedure);
    // A newer libvirt may have events that the table does not know; they are complete frames, so nothing is lost by passing them over.
    if (known === undefined) return;
    if (known.row.kind !== 'event') throw new XdrError(`an event of procedure ${header.procedure}, which is a call`);
    const message = (known.row as AnyEvent).message.read(body);
    body.finish();
    this.#eventListener?.(known.name as EventName, message);
  }

  #streamPacket(header: FrameHeader, body: XdrReader): void {
    const stream = this.#streams.get(header.serial) ?? this.#earlyStream(header);
    if (stream !== undefined) {
      stream.received(header, body);
      return;
    }
    // What crossed with the end of a stream belongs to a serial given out before; anything else is out of order.
    if (header.serial === 0 || header.serial > this.#serial || this.#pending.has(header.serial)) {
      throw new XdrError(`a stream packet of serial ${header.serial}, which has no stream`);
    }
  }

  /** A busy libvirtd sends the first bytes of a stream before the reply that opens it. */
  #earlyStream(header: FrameHeader): ClientStream | undefined {
    const call = this.#pending.get(header.serial);
    if (call?.procedure.stream === undefined || call.procedure.number !== header.procedure) return undefined;
    call.earlyStream ??= this.#makeStream(header, call);
    return call.earlyStream;
  }

  #nextSerial(): number {
    do this.#serial = this.#serial >= 0x7fffffff ? 1 : this.#serial + 1;
    while (this.#pending.has(this.#serial) || this.#streams.has(this.#serial));
    return this.#serial;
  }
}

function endOf(error: ConnectionError | undefined, host: string, procedure: string | undefined): ConnectionError {
  const place = procedure === undefined ? { host } : { host, procedure };
  if (error === undefined) return new ConnectionClosedError('the connection was closed here', place);
  if (error instanceof ProtocolError) return error;
  return new ConnectionClosedError(error.message.replace(`${host}: `, ''), place, error);
}

/** Says which argument can't be sent, by trying them one by one. */
function explain(procedure: AnyCall, args: unknown, error: XdrError): string {
  const field = procedure.args.refusedField?.(args);
  return field === undefined ? error.message : `${field}: ${error.message}`;
}
