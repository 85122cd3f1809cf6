import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Operation, OperationState } from '../../../shared/contract/index.ts';
import type { Subject } from '../../../shared/subject.ts';
import type { Stamp } from './activity-log.ts';
import type { CatalogReader, CatalogTables, CatalogTransaction } from './catalog.ts';
import { inChunks } from './sql.ts';

export interface NewOperation {
  /** Made by the caller where the same request may come twice. */
  id?: string;
  kind: string;
  lane: string;
  subject: Subject;
  summary: string;
  payload: z.core.util.JSONType;
  maximumAttempts?: number;
}

export async function insertOperations(
  tx: CatalogTransaction,
  { actor, nowMs }: Stamp,
  operations: readonly (NewOperation & { id: string })[],
): Promise<void> {
  for (const chunk of inChunks(operations, 100)) {
    await tx
      .insertInto('operation')
      .values(
        chunk.map((operation) => ({
          id: operation.id,
          kind: operation.kind,
          lane: operation.lane,
          subjectKind: operation.subject.kind,
          subjectId: operation.subject.id,
          summary: operation.summary,
          payload: JSON.stringify(operation.payload),
          state: 'queued',
          attempts: 0,
          maximumAttempts: operation.maximumAttempts ?? 5,
          nextAttemptAtMs: nowMs,
          reason: null,
          actorKind: actor.kind,
          actorName: actor.name,
          createdAtMs: nowMs,
          updatedAtMs: nowMs,
        })),
      )
      .execute();
  }
}

export type OperationRow = Selectable<CatalogTables['operation']>;

export const toOperation = (row: OperationRow): Operation => ({
  id: row.id,
  kind: row.kind,
  lane: row.lane,
  subject: { kind: row.subjectKind, id: row.subjectId },
  summary: row.summary,
  state: row.state as OperationState,
  attempts: row.attempts,
  maximumAttempts: row.maximumAttempts,
  nextAttemptAtMs: row.nextAttemptAtMs,
  reason: row.reason,
  actor: { kind: row.actorKind, name: row.actorName },
  createdAtMs: row.createdAtMs,
  updatedAtMs: row.updatedAtMs,
});

export interface OperationFilter {
  state?: OperationState | undefined;
  subjectKind?: string | undefined;
  subjectId?: string | undefined;
  beforeId?: string | undefined;
  limit: number;
}

export async function listOperations(
  reader: CatalogReader,
  filter: OperationFilter,
): Promise<{ operations: Operation[]; more: boolean }> {
  let query = reader
    .selectFrom('operation')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.state !== undefined) query = query.where('state', '=', filter.state);
  if (filter.subjectKind !== undefined) query = query.where('subjectKind', '=', filter.subjectKind);
  if (filter.subjectId !== undefined) query = query.where('subjectId', '=', filter.subjectId);
  if (filter.beforeId !== undefined) query = query.where('id', '<', filter.beforeId);
  const rows = await query.execute();
  return { operations: rows.slice(0, filter.limit).map(toOperation), more: rows.length > filter.limit };
}
