import type { Actor, Operation } from '../../../shared/contract/index.ts';
import type { CatalogReader } from './catalog.ts';
import type { OperationRow } from './journal.ts';
import { granted, type Result } from './result.ts';
import type { UnitOfWork, WritePath } from './write-path.ts';

/** How an attempt ended. A thrown error counts as `again`: the world was not as expected, and may be next time. */
export type Attempt = { outcome: 'done'; note?: string } | { outcome: 'again' | 'failed'; reason: string };

export const runnerActor: Actor = { kind: 'scheduler', name: 'operations' };

type Columns = Pick<OperationRow, 'state' | 'attempts' | 'nextAttemptAtMs' | 'reason'>;

async function put({ tx, nowMs, publish }: UnitOfWork, id: string, columns: Columns): Promise<void> {
  await tx
    .updateTable('operation')
    .set({ ...columns, updatedAtMs: nowMs })
    .where('id', '=', id)
    .execute();
  publish({ topic: 'operations', change: 'updated', subject: { kind: 'operation', id } });
}

async function fail(unit: UnitOfWork, summary: string, id: string, attempts: number, reason: string): Promise<void> {
  await put(unit, id, { state: 'failed', attempts, nextAttemptAtMs: null, reason });
  unit.notify({
    severity: 'critical',
    title: `${summary}: failed`,
    body: `${reason} Tried ${attempts} ${attempts === 1 ? 'time' : 'times'}. Retry it from Activity.`,
    route: '/activity/operations',
  });
}

/** `operation.attempts` counts the one that ended. */
export const writeOutcome = (
  write: WritePath,
  operation: Operation,
  attempt: Attempt,
  delayMs: () => number,
): Promise<Result<void>> =>
  write.run(runnerActor, async (unit) => {
    const { id, attempts } = operation;
    if (attempt.outcome === 'done')
      await put(unit, id, { state: 'done', attempts, nextAttemptAtMs: null, reason: attempt.note ?? null });
    else if (attempt.outcome === 'again' && attempts < operation.maximumAttempts)
      await put(unit, id, {
        state: 'queued',
        attempts,
        nextAttemptAtMs: unit.nowMs + delayMs(),
        reason: attempt.reason,
      });
    else await fail(unit, operation.summary, id, attempts, attempt.reason);
    return granted(undefined);
  });

/** An attempt that Headroom itself ended by closing says nothing about the operation, so it does not count. */
export const writeInterrupted = (write: WritePath, operation: Operation): Promise<Result<void>> =>
  write.run(runnerActor, async (unit) => {
    await put(unit, operation.id, {
      state: 'queued',
      attempts: operation.attempts - 1,
      nextAttemptAtMs: unit.nowMs,
      reason: 'Headroom was closed during the last attempt.',
    });
    return granted(undefined);
  });

/**
 * What was running when core was killed was cut off at an unknown point: it is tried again, unless that was its last
 * attempt. An operation that brings core down would otherwise do so at every start.
 */
export async function recoverCutOff(reader: CatalogReader, write: WritePath): Promise<Result<void>> {
  const cutOff = await reader.selectFrom('operation').selectAll().where('state', '=', 'running').execute();
  if (cutOff.length === 0) return granted(undefined);
  return write.run(runnerActor, async (unit) => {
    for (const { id, summary, attempts, maximumAttempts } of cutOff) {
      if (attempts >= maximumAttempts) {
        await fail(unit, summary, id, attempts, 'Headroom stopped during the last attempt, at an unknown point.');
        continue;
      }
      const reason = 'Headroom stopped during the last attempt.';
      await put(unit, id, { state: 'queued', attempts, nextAttemptAtMs: unit.nowMs, reason });
    }
    return granted(undefined);
  });
}
