import { createProcedureClient, isProcedure, ORPCError } from '@orpc/server';
import { askNext, decode, decodeValue, encode, reply, type WireError, type WireId } from '../../shared/wire.ts';
import { type CallContext, router } from './router.ts';

/** A WebSocket or a MessagePort, seen alike. */
export interface Channel {
  /** Resolves when the other side can take more. */
  send(message: string): Promise<void>;
  onMessage(receive: (message: string) => void): void;
  onClose(closed: () => void): void;
  close(reason: string): void;
}

/** A window has a few dozen calls in flight; more is a fault or an attack, and ends the connection. */
const maximumInFlight = 512;

type Procedure = (input: unknown, options: { signal: AbortSignal }) => Promise<unknown>;

/** 'customers.members.put' to what answers it, for one context. */
function proceduresFor(context: CallContext): ReadonlyMap<string, Procedure> {
  const procedures = new Map<string, Procedure>();
  const visit = (node: object, path: string) => {
    for (const [name, value] of Object.entries(node)) {
      const at = path === '' ? name : `${path}.${name}`;
      if (isProcedure(value))
        procedures.set(at, createProcedureClient(value, { context } as never) as unknown as Procedure);
      else visit(value as object, at);
    }
  };
  visit(router, '');
  return procedures;
}

export function createAttach(options: { context: Omit<CallContext, 'actor'>; onDefect: (error: unknown) => void }) {
  return (channel: Channel, actor: CallContext['actor']): void => {
    const connection = new ServerConnection(channel, proceduresFor({ ...options.context, actor }), options.onDefect);
    channel.onMessage((message) => connection.receive(message));
    channel.onClose(() => connection.end());
  };
}

interface InFlight {
  readonly id: WireId;
  readonly abort: AbortController;
  stream?: AsyncIterator<unknown>;
  /** One item is on its way; asking again before it came is not of this protocol. */
  asked: boolean;
}

class ServerConnection {
  readonly #channel: Channel;
  readonly #procedures: ReadonlyMap<string, Procedure>;
  readonly #onDefect: (error: unknown) => void;
  readonly #inFlight = new Map<WireId, InFlight>();
  /** Also what was given up and has not ended yet: giving up must not make room for more work than is bounded. */
  #running = 0;
  #open = true;

  constructor(channel: Channel, procedures: ReadonlyMap<string, Procedure>, onDefect: (error: unknown) => void) {
    this.#channel = channel;
    this.#procedures = procedures;
    this.#onDefect = onDefect;
  }

  receive(text: string): void {
    if (!this.#open) return;
    const message = decode(text);
    if (message === undefined) {
      this.#refuse('A message could not be read');
      return;
    }
    const [id, what, input, meta] = message;
    if (message.length === 1) this.#give(this.#inFlight.get(id));
    else if (what === askNext) this.#ask(this.#inFlight.get(id));
    else if (typeof what !== 'string' || this.#inFlight.has(id)) this.#refuse('A message makes no sense here');
    else if (Math.max(this.#running, this.#inFlight.size) >= maximumInFlight) {
      this.#refuse(`More than ${maximumInFlight} calls at once`);
    } else void this.#call(id, what, input, meta);
  }

  /** The channel is gone: everything it asked for is given up. */
  end(): void {
    this.#open = false;
    for (const call of [...this.#inFlight.values()]) this.#give(call);
  }

  #refuse(reason: string): void {
    this.end();
    this.#channel.close(reason);
  }

  async #call(id: WireId, path: string, input: unknown, meta: unknown): Promise<void> {
    const call: InFlight = { id, abort: new AbortController(), asked: false };
    this.#inFlight.set(id, call);
    this.#running += 1;
    try {
      const procedure = this.#procedures.get(path);
      if (procedure === undefined) throw new ORPCError('NOT_FOUND', { message: `There is no call ${path}.` });
      const value = await procedure(readInput(input, meta), { signal: call.abort.signal });
      if (isStream(value)) {
        call.stream = value[Symbol.asyncIterator]();
        if (call.abort.signal.aborted) await call.stream.return?.();
        else this.#send(call, [id, reply.stream], undefined);
      } else this.#settle(call, [id, reply.answer], value);
    } catch (error) {
      this.#fail(call, error);
    } finally {
      this.#running -= 1;
    }
  }

  #ask(call: InFlight | undefined): void {
    // A stream that ended a moment ago: the asking crossed with its end.
    if (call === undefined) return;
    if (call.stream === undefined || call.asked) this.#refuse('A message makes no sense here');
    else void this.#next(call, call.stream);
  }

  /** Streams are pulled: one item for each asking, so a slow reader holds up nothing but itself. */
  async #next(call: InFlight, stream: AsyncIterator<unknown>): Promise<void> {
    call.asked = true;
    try {
      const { done, value } = await stream.next();
      call.asked = false;
      if (done) this.#settle(call, [call.id, reply.answer], value);
      else this.#send(call, [call.id, reply.item], value);
    } catch (error) {
      this.#fail(call, error);
    }
  }

  #give(call: InFlight | undefined): void {
    if (call === undefined) return;
    this.#inFlight.delete(call.id);
    call.abort.abort();
    call.stream?.return?.()?.catch(this.#onDefect);
  }

  #fail(call: InFlight, error: unknown): void {
    if (this.#isWanted(call)) this.#settle(call, [call.id, reply.error], this.#describe(error));
  }

  #settle(call: InFlight, head: readonly unknown[], value: unknown): void {
    this.#send(call, head, value);
    if (this.#isWanted(call)) this.#inFlight.delete(call.id);
  }

  #send(call: InFlight, head: readonly unknown[], value: unknown): void {
    if (this.#open && this.#isWanted(call)) this.#channel.send(encode(head, value)).catch(() => this.end());
  }

  /** Not given up meanwhile; an id that was given up may be another call's by now. */
  #isWanted(call: InFlight): boolean {
    return this.#inFlight.get(call.id) === call;
  }

  /** Refusals and bad input are answers. What else is thrown is a defect: logged here, told without its inside there. */
  #describe(error: unknown): WireError {
    if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') {
      return {
        code: error.code,
        status: error.status,
        message: error.message,
        defined: error.defined,
        data: error.data,
      };
    }
    this.#onDefect(error instanceof ORPCError ? (error.cause ?? error) : error);
    return { code: 'INTERNAL_SERVER_ERROR', status: 500, message: 'Core failed to answer.', defined: false };
  }
}

/** A `meta` that does not fit its value is the caller's mistake, not a defect of core. */
function readInput(input: unknown, meta: unknown): unknown {
  try {
    return decodeValue(input, meta);
  } catch {
    throw new ORPCError('BAD_REQUEST', { message: 'The input could not be read.' });
  }
}

const isStream = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
