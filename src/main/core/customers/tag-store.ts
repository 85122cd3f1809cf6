import './tables.ts';
import type { Subject } from '../../../shared/subject.ts';
import type { CatalogTransaction } from '../kernel/index.ts';

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
