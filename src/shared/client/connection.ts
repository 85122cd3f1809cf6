import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../contract/index.ts';
import { Calls } from './calls.ts';
import { type ClientChannel, type Dial, DisconnectedError, RefusedError } from './channel.ts';

export type ContractClient = ContractRouterClient<Contract>;

export type ConnectionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected'; readonly sinceMs: number }
  | { readonly kind: 'lost'; readonly sinceMs: number; readonly why: string; readonly retryAtMs: number }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'closed' };

const firstDelayMs = 200;
const longestDelayMs = 10_000;
/** A connection that lasted this long worked; the next delay begins small again. */
const steadyMs = 5_000;
/** Calls made while the connection is away wait this long for it to come back. */
const patienceMs = 15_000;
const maximumWaiting = 256;

/**
 * One lasting connection to core over whatever channel there is. It dials again by itself; calls in flight when it
 * breaks end with DisconnectedError, calls made meanwhile wait a bounded time.
 */
export class Connection {
  readonly client: ContractClient;
  readonly #dial: Dial;
  readonly #listeners = new Set<() => void>();
  readonly #waiting = new Set<() => void>();
  readonly #stop = new AbortController();
  #state: ConnectionState = { kind: 'connecting' };
  #calls: Calls | undefined;
  #channel: ClientChannel | undefined;
  #hurry: (() => void) | undefined;

  constructor(dial: Dial) {
    this.#dial = dial;
    this.client = clientOver(async (path, input, options) => {
      const calls = this.#calls ?? (await this.#connectedCalls(options?.signal));
      return calls.call(path, input, options?.signal);
    });
    void this.#keepConnected();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Dials now instead of at the end of the delay: the network came back, or the operator asked. */
  retryNow(): void {
    this.#hurry?.();
  }

  /** After a refusal: what was missing (a token) is there now. */
  dialAgain(): void {
    if (this.#state.kind !== 'refused') return;
    this.#become({ kind: 'connecting' });
    void this.#keepConnected();
  }

  close(): void {
    this.#stop.abort();
    this.#channel?.close();
    this.#lose(new DisconnectedError('The connection was closed here.'));
    this.#become({ kind: 'closed' });
  }

  /** Resolves when connected; rejects when that can't happen any more or takes too long. */
  async connected(signal?: AbortSignal): Promise<void> {
    await this.#connectedCalls(signal);
  }

  async #connectedCalls(signal?: AbortSignal): Promise<Calls> {
    const patience = AbortSignal.timeout(patienceMs);
    const given = signal === undefined ? patience : AbortSignal.any([signal, patience]);
    for (;;) {
      if (this.#calls !== undefined) return this.#calls;
      if (this.#state.kind === 'closed') throw new DisconnectedError('The connection is closed.');
      if (this.#state.kind === 'refused') throw new RefusedError(this.#state.why);
      if (signal?.aborted) throw signal.reason;
      if (patience.aborted) throw new DisconnectedError(`Core could not be reached within ${patienceMs / 1000} s.`);
      if (this.#waiting.size >= maximumWaiting) throw new DisconnectedError('Too many calls wait for the connection.');
      await new Promise<void>((resolve) => {
        const done = () => {
          this.#waiting.delete(done);
          given.removeEventListener('abort', done);
          resolve();
        };
        this.#waiting.add(done);
        given.addEventListener('abort', done, { once: true });
      });
    }
  }

  async #keepConnected(): Promise<void> {
    let failures = 0;
    while (!this.#stop.signal.aborted) {
      let why: string;
      try {
        const channel = await this.#dial(this.#stop.signal);
        if (this.#stop.signal.aborted) return channel.close();
        const openedMs = Date.now();
        why = await this.#serve(channel);
        // One that is accepted and closed at once is no success: it would be dialled without a pause.
        if (Date.now() - openedMs > steadyMs) failures = 0;
      } catch (error) {
        why = error instanceof Error ? error.message : String(error);
        if (error instanceof RefusedError) return this.#become({ kind: 'refused', why });
      }
      if (this.#stop.signal.aborted) return;
      failures += 1;
      const ceilingMs = Math.min(firstDelayMs * 2 ** (failures - 1), longestDelayMs);
      // Half of it random: windows that lost one core together do not all return in the same instant.
      await this.#pause(ceilingMs * (0.5 + Math.random() / 2), why);
    }
  }

  /** Resolves with the reason when the channel ends. */
  #serve(channel: ClientChannel): Promise<string> {
    return new Promise((resolve) => {
      this.#calls = new Calls(channel);
      channel.onClose((why) => {
        this.#lose(new DisconnectedError(`The connection to core was lost. ${why}`));
        resolve(why);
      });
      this.#channel = channel;
      this.#become({ kind: 'connected', sinceMs: Date.now() });
    });
  }

  #lose(reason: DisconnectedError): void {
    this.#calls?.end(reason);
    this.#calls = undefined;
    this.#channel = undefined;
  }

  #pause(delayMs: number, why: string): Promise<void> {
    this.#become({
      kind: 'lost',
      sinceMs: this.#state.kind === 'lost' ? this.#state.sinceMs : Date.now(),
      why,
      retryAtMs: Date.now() + delayMs,
    });
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#stop.signal.removeEventListener('abort', done);
        this.#hurry = undefined;
        resolve();
      };
      const timer = setTimeout(done, delayMs);
      this.#hurry = done;
      this.#stop.signal.addEventListener('abort', done, { once: true });
    });
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    for (const resume of [...this.#waiting]) resume();
    for (const listener of [...this.#listeners]) listener();
  }
}

type Call = (path: string, input: unknown, options: { signal?: AbortSignal } | undefined) => Promise<unknown>;

/** `client.customers.list(input)` becomes `call('customers.list', input)`; each name is made once. */
function clientOver(call: Call): ContractClient {
  const named = (path: string): unknown => {
    const children = new Map<string, unknown>();
    const run = (input: unknown, options?: { signal?: AbortSignal }) => call(path, input, options);
    return new Proxy(run, {
      get(target, name, receiver) {
        // A client that looks like a promise would be awaited by mistake.
        if (typeof name !== 'string' || name === 'then') return Reflect.get(target, name, receiver);
        let child = children.get(name);
        if (child === undefined) {
          child = named(path === '' ? name : `${path}.${name}`);
          children.set(name, child);
        }
        return child;
      },
    });
  };
  return named('') as ContractClient;
}
