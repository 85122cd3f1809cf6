import './tables.ts';
import type { Subject } from '../../../shared/subject.ts';
import { type CatalogTransaction, inChunks } from '../kernel/index.ts';

/** At most `maximumTags` rows, so one statement each. */
export async function replaceTags(
  tx: CatalogTransaction,
  { kind, id }: Subject,
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  await tx.deleteFrom('tag').where('subjectId', '=', id).where('subjectKind', '=', kind).execute();
  const rows = Object.entries(tags).map(([key, value]) => ({ subjectKind: kind, subjectId: id, key, value }));
  if (rows.length > 0) await tx.insertInto('tag').values(rows).execute();
}

/** What goes takes its tags along. They are given back by id, for its history, so that they can be put back. */
export async function removeTags(
  tx: CatalogTransaction,
  kind: string,
  ids: readonly string[],
): Promise<(id: string) => Record<string, string>> {
  const removed = new Map<string, [key: string, value: string][]>();
  for (const chunk of inChunks(ids, 1000)) {
    const rows = await tx
      .deleteFrom('tag')
      .where('subjectId', 'in', chunk)
      .where('subjectKind', '=', kind)
      .returning(['subjectId', 'key', 'value'])
      .execute();
    for (const { subjectId, key, value } of rows) {
      const entries = removed.get(subjectId);
      if (entries === undefined) removed.set(subjectId, [[key, value]]);
      else entries.push([key, value]);
    }
  }
  return (id) => Object.fromEntries(removed.get(id) ?? []);
}
