import { sql } from 'kysely';
import type { ActivityEntry, Actor, FieldChange } from '../../../shared/contract/index.ts';
import type { Subject } from '../../../shared/subject.ts';
import type { CatalogReader, CatalogTransaction } from './catalog.ts';
import { inChunks, likePattern, subjectsShown } from './sql.ts';

export interface NewActivity {
  command: string;
  summary: string;
  subjects: readonly Subject[];
  changes?: readonly FieldChange[];
}

export interface Stamp {
  readonly actor: Actor;
  readonly nowMs: number;
}

export async function insertActivity(
  tx: CatalogTransaction,
  { actor, nowMs }: Stamp,
  entries: readonly NewActivity[],
): Promise<void> {
  for (const chunk of inChunks(entries, 100)) {
    const rows = await tx
      .insertInto('activity')
      .values(
        chunk.map((entry) => ({
          atMs: nowMs,
          actorKind: actor.kind,
          actorName: actor.name,
          command: entry.command,
          summary: entry.summary,
          changes: JSON.stringify(entry.changes ?? []),
        })),
      )
      .returning('sequence')
      .execute();
    // RETURNING promises no order; the sequence numbers of one statement rise in the order of its values.
    const sequences = rows.map((row) => row.sequence).sort((a, b) => a - b);
    const subjects = chunk.flatMap((entry, index) =>
      entry.subjects.map((subject) => ({ sequence: sequences[index] ?? 0, kind: subject.kind, id: subject.id })),
    );
    if (subjects.length > 0) await tx.insertInto('activitySubject').values(subjects).execute();
  }
}

export interface ActivityFilter {
  subjectKind?: string | undefined;
  subjectId?: string | undefined;
  actorName?: string | undefined;
  text?: string | undefined;
  beforeSequence?: number | undefined;
  limit: number;
}

export async function listActivity(
  reader: CatalogReader,
  filter: ActivityFilter,
): Promise<{ entries: ActivityEntry[]; more: boolean }> {
  let query = reader
    .selectFrom('activity as a')
    .selectAll('a')
    .select(
      sql<string>`(select json_group_array(json_object('kind', kind, 'id', id)) from (select kind, id from "activitySubject" s where s.sequence = a.sequence limit ${subjectsShown}))`.as(
        'subjects',
      ),
    )
    .orderBy('a.sequence', 'desc')
    .limit(filter.limit + 1);
  const { subjectKind, subjectId } = filter;
  if (subjectKind !== undefined || subjectId !== undefined) {
    query = query.where('a.sequence', 'in', (from) => {
      let subjects = from.selectFrom('activitySubject').select('sequence');
      if (subjectKind !== undefined) subjects = subjects.where('kind', '=', subjectKind);
      if (subjectId !== undefined) subjects = subjects.where('id', '=', subjectId);
      return subjects;
    });
  }
  if (filter.actorName !== undefined) query = query.where('a.actorName', '=', filter.actorName);
  if (filter.text !== undefined && filter.text !== '') {
    query = query.where(sql<boolean>`(a.summary || ' ' || a.command) like ${likePattern(filter.text)} escape '\\'`);
  }
  if (filter.beforeSequence !== undefined) query = query.where('a.sequence', '<', filter.beforeSequence);
  const rows = await query.execute();
  return {
    entries: rows.slice(0, filter.limit).map((row) => ({
      sequence: row.sequence,
      atMs: row.atMs,
      actor: { kind: row.actorKind, name: row.actorName },
      command: row.command,
      summary: row.summary,
      subjects: JSON.parse(row.subjects) as Subject[],
      changes: JSON.parse(row.changes) as FieldChange[],
    })),
    more: rows.length > filter.limit,
  };
}
