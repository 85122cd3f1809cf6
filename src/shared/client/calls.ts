import { ORPCError } from '@orpc/client';
import { askNext, decode, decodeValue, encode, reply, type WireError, type WireId } from '../wire.ts';
import type { ClientChannel } from './channel.ts';

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** The calls in flight over one channel. When the channel ends, every one of them ends with the same typed error. */
export class Calls {
  readonly #channel: ClientChannel;
  readonly #waiting = new Map<WireId, Waiting>();
  #ended: Error | undefined;
  #lastId = 0;

  constructor(channel: ClientChannel) {
    this.#channel = channel;
    channel.onMessage((text) => this.#receive(text));
  }

  end(reason: Error): void {
    if (this.#ended !== undefined) return;
    this.#ended = reason;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(reason);
  }

  async call(path: string, input: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    signal?.throwIfAborted();
    this.#lastId += 1;
    const id = this.#lastId;
    return this.#ask(id, encode([id, path], input), signal);
  }

  #ask(id: WireId, message: string, signal: AbortSignal | undefined): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) return reject(this.#ended);
      const giveUp = () => {
        this.#waiting.delete(id);
        this.#tell([id]);
        reject(signal?.reason);
      };
      const settled =
        <Argument>(then: (argument: Argument) => void) =>
        (argument: Argument) => {
          signal?.removeEventListener('abort', giveUp);
          then(argument);
        };
      this.#waiting.set(
        id,
        signal === undefined ? { resolve, reject } : { resolve: settled(resolve), reject: settled(reject) },
      );
      signal?.addEventListener('abort', giveUp, { once: true });
      try {
        this.#channel.send(message);
      } catch (error) {
        this.#waiting.delete(id);
        reject(error);
      }
    });
  }

  #tell(message: readonly unknown[]): void {
    if (this.#ended === undefined) this.#channel.send(JSON.stringify(message));
  }

  #receive(text: string): void {
    const message = decode(text);
    if (message === undefined) {
      this.#channel.close();
      return;
    }
    const [id, what, value, meta] = message;
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#waiting.delete(id);
    if (what === reply.answer) waiting.resolve(decodeValue(value, meta));
    else if (what === reply.item) waiting.resolve(new Item(decodeValue(value, meta)));
    else if (what === reply.stream) waiting.resolve(this.#stream(id));
    else waiting.reject(toError(value as WireError));
  }

  /** One item is asked for at a time: what the reader has not taken stays in core. */
  #stream(id: WireId): AsyncGenerator<unknown> {
    const ask = () => this.#ask(id, `[${id},${askNext}]`, undefined);
    const giveUp = () => this.#tell([id]);
    return (async function* () {
      let over = false;
      try {
        for (;;) {
          const answer = await ask();
          if (!(answer instanceof Item)) {
            over = true;
            return answer;
          }
          yield answer.value;
        }
      } catch (error) {
        over = true;
        throw error;
      } finally {
        if (!over) giveUp();
      }
    })();
  }
}

/** Tells an item of a stream from the value it ends with. */
class Item {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

function toError(error: WireError): ORPCError<string, unknown> {
  return new ORPCError(error.code, {
    status: error.status,
    message: error.message,
    defined: error.defined,
    data: error.data,
  });
}
