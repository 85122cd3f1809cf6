import { CancelledError, type ConnectionError, TimeoutError } from '../errors.ts';
import type { AnyCall, CallName } from '../procedures/index.ts';
import type { ClientStream } from './client-stream.ts';
import type { Timed } from './deadlines.ts';

/** A call whose reply has not come. It can settle before: by time or by the caller; then the reply is only taken note of. */
export class PendingCall implements Timed {
  readonly name: CallName;
  readonly procedure: AnyCall;
  readonly signal: AbortSignal | undefined;
  readonly wantsStream: boolean;
  deadlineMs: number;
  settled = false;
  /** The stream of this call, when its first packet came before the reply. */
  earlyStream: ClientStream | undefined;
  readonly #host: string;
  readonly #resolve: (value: unknown) => void;
  readonly #reject: (error: ConnectionError) => void;
  readonly #timeoutMs: number;
  readonly #onAbort: (() => void) | undefined;

  constructor(
    host: string,
    name: CallName,
    procedure: AnyCall,
    resolve: (value: unknown) => void,
    reject: (error: ConnectionError) => void,
    timeoutMs: number,
    signal: AbortSignal | undefined,
    wantsStream: boolean,
  ) {
    this.#host = host;
    this.name = name;
    this.procedure = procedure;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timeoutMs = timeoutMs;
    this.deadlineMs = timeoutMs > 0 ? performance.now() + timeoutMs : Number.POSITIVE_INFINITY;
    this.signal = signal;
    this.wantsStream = wantsStream;
    if (signal !== undefined) {
      this.#onAbort = () => this.fail(new CancelledError({ host, procedure: name }, signal.reason));
      signal.addEventListener('abort', this.#onAbort, { once: true });
    }
  }

  succeed(value: unknown): void {
    if (this.#settle()) this.#resolve(value);
  }

  fail(error: ConnectionError): void {
    if (this.#settle()) this.#reject(error);
  }

  expire(): void {
    this.fail(new TimeoutError(this.#timeoutMs, { host: this.#host, procedure: this.name }));
  }

  #settle(): boolean {
    if (this.settled) return false;
    this.settled = true;
    this.deadlineMs = Number.POSITIVE_INFINITY;
    if (this.#onAbort !== undefined) this.signal?.removeEventListener('abort', this.#onAbort);
    return true;
  }
}
