import type { Operation } from '../../../shared/contract/index.ts';
import type { CatalogReader } from './catalog.ts';
import type { Clock } from './clock.ts';
import { toOperation } from './journal.ts';
import type { Random } from './random.ts';
import { granted, type Result, refused } from './result.ts';
import type { WritePath } from './write-path.ts';

/** How an attempt ended. A thrown error counts as `again`: the world was not as expected, and may be next time. */
export type Attempt = { outcome: 'done'; note?: string } | { outcome: 'again' | 'failed'; reason: string };

/**
 * Carries out one kind of operation. It may be called again after a kill at any point, with the same operation, so it
 * must be idempotent: "already so" is done.
 */
export type OperationHandler = (operation: Operation, payload: unknown, signal: AbortSignal) => Promise<Attempt>;

const runnerActor = { kind: 'scheduler', name: 'operations' } as const;
const maximumLanesAtOnce = 16;
const firstDelayMs = 1000;
const longestDelayMs = 5 * 60_000;

export class JournalRunner {
  readonly #handlers = new Map<string, OperationHandler>();
  readonly #reader: CatalogReader;
  readonly #write: WritePath;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #stop = new AbortController();
  readonly #onDefect: (error: unknown) => void;
  readonly #busyLanes = new Map<string, Promise<void>>();
  #started = false;
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #cancelWake: (() => void) | undefined;

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

  /** What was running when core last ended was cut off at an unknown point: it is tried again. */
  async start(): Promise<void> {
    await this.#write.run(runnerActor, async ({ tx, nowMs }) => {
      await tx
        .updateTable('operation')
        .set({
          state: 'queued',
          nextAttemptAtMs: nowMs,
          updatedAtMs: nowMs,
          reason: 'Headroom stopped during the last attempt.',
        })
        .where('state', '=', 'running')
        .execute();
      return granted(undefined);
    });
    this.#started = true;
    this.wake();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#cancelWake?.();
    await this.#looking;
    await Promise.all(this.#busyLanes.values());
  }

  wake(): void {
    if (!this.#started || this.#stop.signal.aborted) return;
    this.#lookAgain = true;
    this.#looking ??= this.#look()
      .catch(this.#onDefect)
      .finally(() => {
        this.#looking = undefined;
        if (this.#lookAgain) this.wake();
      });
  }

  /** Resolves when nothing runs and nothing is due; for tests and for a clean stop. */
  async idle(): Promise<void> {
    while (this.#looking !== undefined || this.#busyLanes.size > 0) {
      await this.#looking;
      await Promise.all(this.#busyLanes.values());
    }
  }

  async #look(): Promise<void> {
    while (this.#lookAgain && !this.#stop.signal.aborted) {
      this.#lookAgain = false;
      this.#cancelWake?.();
      const queued = await this.#reader
        .selectFrom('operation')
        .selectAll()
        .where('state', '=', 'queued')
        .orderBy('nextAttemptAtMs')
        .orderBy('id')
        .limit(500)
        .execute();
      const nowMs = this.#clock.nowMs();
      for (const row of queued) {
        if ((row.nextAttemptAtMs ?? 0) > nowMs) {
          this.#cancelWake = this.#clock.after((row.nextAttemptAtMs ?? 0) - nowMs, () => this.wake());
          break;
        }
        if (this.#busyLanes.size >= maximumLanesAtOnce) break;
        if (this.#busyLanes.has(row.lane)) continue;
        const attempt = this.#attempt(toOperation(row), row.payload)
          .catch(this.#onDefect)
          .finally(() => {
            this.#busyLanes.delete(row.lane);
            this.wake();
          });
        this.#busyLanes.set(row.lane, attempt);
      }
    }
  }

  async #attempt(operation: Operation, payload: string): Promise<void> {
    const handler = this.#handlers.get(operation.kind);
    const begun = await this.#write.run(runnerActor, async ({ tx, nowMs, publish }) => {
      const claimed = await tx
        .updateTable('operation')
        .set({ state: 'running', attempts: operation.attempts + 1, nextAttemptAtMs: null, updatedAtMs: nowMs })
        .where('id', '=', operation.id)
        .where('state', '=', 'queued')
        .executeTakeFirst();
      publish({ topic: 'operations', change: 'updated', subject: { kind: 'operation', id: operation.id } });
      return granted(claimed.numUpdatedRows > 0n);
    });
    if (!begun.ok || !begun.value) return;
    let attempt: Attempt;
    try {
      attempt =
        handler === undefined
          ? { outcome: 'failed', reason: `This version of Headroom does not know the operation ${operation.kind}.` }
          : await handler(
              { ...operation, state: 'running', attempts: operation.attempts + 1 },
              JSON.parse(payload),
              this.#stop.signal,
            );
    } catch (error) {
      attempt = { outcome: 'again', reason: error instanceof Error ? error.message : String(error) };
    }
    if (this.#stop.signal.aborted && attempt.outcome !== 'done') return;
    await this.#finish(operation, attempt);
  }

  async #finish(operation: Operation, attempt: Attempt): Promise<void> {
    const attempts = operation.attempts + 1;
    const again = attempt.outcome === 'again' && attempts < operation.maximumAttempts;
    await this.#write.run(runnerActor, async ({ tx, nowMs, publish, notify }) => {
      await tx
        .updateTable('operation')
        .set({
          state: attempt.outcome === 'done' ? 'done' : again ? 'queued' : 'failed',
          reason: attempt.outcome === 'done' ? (attempt.note ?? null) : attempt.reason,
          nextAttemptAtMs: again ? nowMs + this.#delayMs(attempts) : null,
          updatedAtMs: nowMs,
        })
        .where('id', '=', operation.id)
        .execute();
      publish({ topic: 'operations', change: 'updated', subject: { kind: 'operation', id: operation.id } });
      if (attempt.outcome !== 'done' && !again) {
        notify({
          severity: 'critical',
          title: `${operation.summary}: failed`,
          body: `${attempt.reason} Tried ${attempts} ${attempts === 1 ? 'time' : 'times'}. Retry it from Activity.`,
          route: '/activity/operations',
        });
      }
      return granted(undefined);
    });
  }

  /** Doubles, with up to half of it as jitter, so that a hundred hosts that failed together don't return together. */
  #delayMs(attempts: number): number {
    const base = Math.min(firstDelayMs * 2 ** (attempts - 1), longestDelayMs);
    return Math.round(base * (0.5 + this.#random.draw() / 2));
  }

  async retry(actor: Operation['actor'], id: string): Promise<Result<Operation>> {
    const result = await this.#write.run<Operation>(actor, async ({ tx, nowMs, record, publish }) => {
      const row = await tx.selectFrom('operation').selectAll().where('id', '=', id).executeTakeFirst();
      if (row === undefined) {
        return refused({
          code: 'operation.unknown',
          message: 'There is no such operation.',
          whatToDo: 'Reload the list.',
        });
      }
      if (row.state !== 'failed') {
        return refused({
          code: 'operation.not-failed',
          message: `${row.summary} is ${row.state}, so there is nothing to retry.`,
          whatToDo: row.state === 'done' ? 'Nothing needs doing.' : 'Wait for it to end.',
        });
      }
      const next = { ...row, state: 'queued', attempts: 0, nextAttemptAtMs: nowMs, updatedAtMs: nowMs };
      await tx.updateTable('operation').set(next).where('id', '=', id).execute();
      record({
        command: 'operation.retry',
        summary: `Retried: ${row.summary}`,
        subjects: [
          { kind: 'operation', id },
          { kind: row.subjectKind, id: row.subjectId },
        ],
      });
      publish({ topic: 'operations', change: 'updated', subject: { kind: 'operation', id } });
      return granted(toOperation(next));
    });
    this.wake();
    return result;
  }
}
