import { sql } from 'kysely';
import type { z } from 'zod';
import type { Decision } from '../../../shared/contract/index.ts';
import type { Subject } from '../../../shared/subject.ts';
import type { Stamp } from './activity-log.ts';
import type { CatalogReader, CatalogTransaction } from './catalog.ts';
import { inChunks, subjectsShown } from './sql.ts';

type Json = z.core.util.JSONType;

export interface NewDecision {
  kind: string;
  outcome: Decision['outcome'];
  summary: string;
  reasons: readonly string[];
  inputs: Json;
  subjects: readonly Subject[];
}

export async function insertDecisions(
  tx: CatalogTransaction,
  { actor, nowMs }: Stamp,
  decisions: readonly (NewDecision & { id: string })[],
): Promise<void> {
  for (const chunk of inChunks(decisions, 100)) {
    await tx
      .insertInto('decision')
      .values(
        chunk.map((decision) => ({
          id: decision.id,
          atMs: nowMs,
          kind: decision.kind,
          outcome: decision.outcome,
          summary: decision.summary,
          reasons: JSON.stringify(decision.reasons),
          inputs: JSON.stringify(decision.inputs),
          actorKind: actor.kind,
          actorName: actor.name,
        })),
      )
      .execute();
    const subjects = chunk.flatMap((decision) =>
      decision.subjects.map((subject) => ({ decisionId: decision.id, kind: subject.kind, id: subject.id })),
    );
    if (subjects.length > 0) await tx.insertInto('decisionSubject').values(subjects).execute();
  }
}

export interface DecisionFilter {
  subjectKind?: string | undefined;
  subjectId?: string | undefined;
  outcome?: Decision['outcome'] | undefined;
  beforeId?: string | undefined;
  limit: number;
}

export async function listDecisions(
  reader: CatalogReader,
  filter: DecisionFilter,
): Promise<{ decisions: Decision[]; more: boolean }> {
  // Ids are time-ordered, so the primary key is also the order of time.
  let query = reader
    .selectFrom('decision as d')
    .selectAll('d')
    .select(
      sql<string>`(select json_group_array(json_object('kind', kind, 'id', id)) from (select kind, id from "decisionSubject" s where s."decisionId" = d.id limit ${subjectsShown}))`.as(
        'subjects',
      ),
    )
    .orderBy('d.id', 'desc')
    .limit(filter.limit + 1);
  const { subjectKind, subjectId } = filter;
  if (subjectKind !== undefined || subjectId !== undefined) {
    query = query.where('d.id', 'in', (from) => {
      let subjects = from.selectFrom('decisionSubject').select('decisionId');
      if (subjectKind !== undefined) subjects = subjects.where('kind', '=', subjectKind);
      if (subjectId !== undefined) subjects = subjects.where('id', '=', subjectId);
      return subjects;
    });
  }
  if (filter.outcome !== undefined) query = query.where('d.outcome', '=', filter.outcome);
  if (filter.beforeId !== undefined) query = query.where('d.id', '<', filter.beforeId);
  const rows = await query.execute();
  return {
    decisions: rows.slice(0, filter.limit).map((row) => ({
      id: row.id,
      atMs: row.atMs,
      kind: row.kind,
      outcome: row.outcome as Decision['outcome'],
      summary: row.summary,
      reasons: JSON.parse(row.reasons) as string[],
      inputs: JSON.parse(row.inputs) as Json,
      actor: { kind: row.actorKind, name: row.actorName },
      subjects: JSON.parse(row.subjects) as Subject[],
    })),
    more: rows.length > filter.limit,
  };
}
