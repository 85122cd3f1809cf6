import type { Operation } from '../../../shared/contract/index.ts';
import type { CatalogReader } from './catalog.ts';
import type { Clock } from './clock.ts';
import { type OperationRow, toOperation } from './journal.ts';
import { isDue, isHead, longestDelayMs, readLaneHeads } from './lane-heads.ts';
import { type Attempt, recoverCutOff, runnerActor, writeInterrupted, writeOutcome } from './operation-outcome.ts';
import type { Random } from './random.ts';
import { granted, type Result } from './result.ts';
import { retryOperation } from './retry-operation.ts';
import type { WritePath } from './write-path.ts';

/**
 * Carries out one kind of operation. It may be called again after a kill at any point, with the same operation, so it
 * must be idempotent: "already so" is done.
 */
export type OperationHandler = (operation: Operation, payload: unknown, signal: AbortSignal) => Promise<Attempt>;

const maximumLanesAtOnce = 16;
/** Read at once and started as lanes come free, so that looking is seldom also when thousands of hosts have work. */
const headsRead = 256;
const firstDelayMs = 1000;
const firstRestMs = 1000;
const longestRestMs = 60_000;

/** Carries out the operations of each lane one after the other, in the order in which they were intended. */
export class JournalRunner {
  readonly #handlers = new Map<string, OperationHandler>();
  readonly #reader: CatalogReader;
  readonly #write: WritePath;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #stop = new AbortController();
  readonly #onDefect: (error: unknown) => void;
  readonly #busyLanes = new Map<string, Promise<void>>();
  #ready: OperationRow[] = [];
  #started = false;
  #recovered = false;
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #cancelWake: (() => void) | undefined;
  /** The catalog took no claim; nothing is looked for until it may again. */
  #resting = false;
  #restMs = firstRestMs;

  constructor(parts: {
    reader: CatalogReader;
    write: WritePath;
    clock: Clock;
    random: Random;
    onDefect: (error: unknown) => void;
  }) {
    this.#reader = parts.reader;
    this.#write = parts.write;
    this.#clock = parts.clock;
    this.#random = parts.random;
    this.#onDefect = parts.onDefect;
  }

  handle(kind: string, handler: OperationHandler): void {
    if (this.#handlers.has(kind)) throw new Error(`Operation kind ${kind} has a handler already`);
    this.#handlers.set(kind, handler);
  }

  async start(): Promise<void> {
    this.#started = true;
    this.wake();
    await this.#looking;
  }

  /** Takes nothing more, tells what runs to end, and waits for it. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#cancelWake?.();
    this.#ready = [];
    await this.#looking;
    await Promise.all(this.#busyLanes.values());
  }

  wake(): void {
    if (!this.#started || this.#resting || this.#stop.signal.aborted) return;
    this.#lookAgain = true;
    this.#looking ??= this.#look()
      .catch((error: unknown) => {
        this.#rest();
        this.#onDefect(error);
      })
      .finally(() => {
        this.#looking = undefined;
        if (this.#lookAgain) this.wake();
      });
  }

  /** Resolves when nothing runs and nothing is due, or when the catalog takes no change for now; for tests. */
  async idle(): Promise<void> {
    while (this.#looking !== undefined || this.#busyLanes.size > 0) {
      await this.#looking;
      await Promise.all(this.#busyLanes.values());
    }
  }

  async retry(actor: Operation['actor'], id: string): Promise<Result<Operation>> {
    const result = await retryOperation(this.#write, actor, id);
    this.wake();
    return result;
  }

  async #look(): Promise<void> {
    while (this.#lookAgain && !this.#resting && !this.#stop.signal.aborted) {
      this.#lookAgain = false;
      this.#cancelWake?.();
      if (!this.#recovered) {
        this.#recovered = (await recoverCutOff(this.#reader, this.#write)).ok;
        if (!this.#recovered) return this.#rest();
      }
      this.#begin();
      if (this.#busyLanes.size >= maximumLanesAtOnce) continue;
      const nowMs = this.#clock.nowMs();
      for (const head of await readLaneHeads(this.#reader, nowMs, headsRead + maximumLanesAtOnce)) {
        if (this.#busyLanes.has(head.lane)) continue;
        if (isDue(head, nowMs)) this.#ready.push(head);
        else {
          this.#cancelWake = this.#clock.after((head.nextAttemptAtMs ?? 0) - nowMs, () => this.wake());
          break;
        }
      }
      this.#begin();
    }
  }

  #begin(): void {
    while (this.#busyLanes.size < maximumLanesAtOnce && !this.#stop.signal.aborted) {
      const row = this.#ready.shift();
      if (row === undefined) return;
      const attempt = this.#attempt(row)
        .catch(this.#onDefect)
        .finally(() => {
          this.#busyLanes.delete(row.lane);
          this.wake();
        });
      this.#busyLanes.set(row.lane, attempt);
    }
  }

  /** A full disk may get room again; a damaged catalog takes no change before it is restored, so nothing is looked for. */
  #rest(): void {
    if (this.#resting || this.#stop.signal.aborted) return;
    this.#resting = true;
    this.#ready = [];
    this.#cancelWake?.();
    if (this.#write.closed !== undefined) return;
    this.#cancelWake = this.#clock.after(this.#restMs, () => {
      this.#resting = false;
      this.wake();
    });
    this.#restMs = Math.min(this.#restMs * 2, longestRestMs);
  }

  async #attempt(row: OperationRow): Promise<void> {
    if (!(await this.#claim(row))) return;
    const operation = toOperation({ ...row, state: 'running', attempts: row.attempts + 1, nextAttemptAtMs: null });
    const attempt = await this.#carryOut(operation, row.payload);
    const isInterrupted = this.#stop.signal.aborted && attempt.outcome !== 'done';
    await this.#untilWritten(() =>
      isInterrupted
        ? writeInterrupted(this.#write, operation)
        : writeOutcome(this.#write, operation, attempt, () => this.#delayMs(operation.attempts)),
    );
  }

  /** False as well where the row is not its lane's head any more: an older one was retried since it was read. */
  async #claim(row: OperationRow): Promise<boolean> {
    const claim = this.#write.run(runnerActor, async ({ tx, nowMs, publish }) => {
      const claimed = await tx
        .updateTable('operation')
        .set({ state: 'running', attempts: row.attempts + 1, nextAttemptAtMs: null, updatedAtMs: nowMs })
        .where('id', '=', row.id)
        .where('state', '=', 'queued')
        .where(isHead(row))
        .executeTakeFirst();
      publish({ topic: 'operations', change: 'updated', subject: { kind: 'operation', id: row.id } });
      return granted(claimed.numUpdatedRows > 0n);
    });
    const claimed = await claim.catch((error: unknown) => {
      this.#onDefect(error);
      return undefined;
    });
    if (!claimed?.ok) {
      this.#rest();
      return false;
    }
    this.#restMs = firstRestMs;
    return claimed.value;
  }

  async #carryOut(operation: Operation, payload: string): Promise<Attempt> {
    const handler = this.#handlers.get(operation.kind);
    if (handler === undefined)
      return { outcome: 'failed', reason: `This version of Headroom does not know the operation ${operation.kind}.` };
    try {
      return await handler(operation, JSON.parse(payload), this.#stop.signal);
    } catch (error) {
      return { outcome: 'again', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  /** The outcome is known only here until it is written, so the lane stays busy and the writing is repeated. */
  async #untilWritten(write: () => Promise<Result<void>>): Promise<void> {
    for (let restMs = firstRestMs; ; restMs = Math.min(restMs * 2, longestRestMs)) {
      const written = await write().catch((error: unknown) => {
        this.#onDefect(error);
        return undefined;
      });
      if (written?.ok || this.#write.closed !== undefined || this.#stop.signal.aborted) return;
      await this.#pause(restMs);
    }
  }

  #pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(delayMs, () => {
        this.#stop.signal.removeEventListener('abort', end);
        resolve();
      });
      const end = () => {
        cancel();
        resolve();
      };
      this.#stop.signal.addEventListener('abort', end, { once: true });
    });
  }

  /** Doubles, with up to half of it as jitter, so that a hundred hosts that failed together don't return together. */
  #delayMs(attempts: number): number {
    const base = Math.min(firstDelayMs * 2 ** (attempts - 1), longestDelayMs);
    return Math.round(base * (0.5 + this.#random.draw() / 2));
  }
}
