import type { SecretAnswer, SecretRequest } from './core-messages.ts';

export type SecretResult =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly reason: string };

const mostAtOnce = 16;
/** The operating system may ask the operator, who may be at lunch. */
const answerTimeoutMs = 120_000;

/** Core's side of the keychain: each question goes to the shell and every one is answered, at the latest by the timeout. */
export class ShellSecrets {
  readonly #ask: (request: SecretRequest) => void;
  readonly #timeoutMs: number;
  readonly #waiting = new Map<number, (result: SecretResult) => void>();
  #nextId = 0;

  constructor(ask: (request: SecretRequest) => void, timeoutMs = answerTimeoutMs) {
    this.#ask = ask;
    this.#timeoutMs = timeoutMs;
  }

  /** Whether secrets can be kept here at all, and if not, why. */
  check(): Promise<SecretResult> {
    return this.#request((id) => ({ type: 'secret-request', id, operation: 'check' }));
  }

  encrypt(plain: string): Promise<SecretResult> {
    return this.#request((id) => ({ type: 'secret-request', id, operation: 'encrypt', plain }));
  }

  decrypt(sealed: string): Promise<SecretResult> {
    return this.#request((id) => ({ type: 'secret-request', id, operation: 'decrypt', sealed }));
  }

  answered(answer: SecretAnswer): void {
    const { id, type: _, ...result } = answer;
    this.#waiting.get(id)?.(result);
  }

  #request(write: (id: number) => SecretRequest): Promise<SecretResult> {
    if (this.#waiting.size >= mostAtOnce) {
      return Promise.resolve({
        ok: false,
        reason: `${mostAtOnce} questions to the keychain wait already. Ask again later.`,
      });
    }
    const id = this.#nextId++;
    return new Promise((resolve) => {
      const settle = (result: SecretResult) => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(result);
      };
      const timer = setTimeout(() => {
        const seconds = Math.round(this.#timeoutMs / 1_000);
        settle({ ok: false, reason: `The keychain did not answer within ${seconds} s. Unlock it and try again.` });
      }, this.#timeoutMs);
      timer.unref();
      this.#waiting.set(id, settle);
      this.#ask(write(id));
    });
  }
}
