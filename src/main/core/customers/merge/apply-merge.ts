import '../tables.ts';
import type { Subject } from '../../../../shared/subject.ts';
import { type CatalogTransaction, granted, type Result, type UnitOfWork } from '../../kernel/index.ts';
import { customerSubject, memberSubject } from '../model.ts';
import { nameKey } from '../name-key.ts';
import { removeTags, replaceTags } from '../tag-store.ts';
import { refuseTaken } from '../unique-fields.ts';
import type { MergeDecision } from './decide-merge.ts';
import type { MergePair } from './find-pair.ts';

/** The tags that were on what a merge drops, by kind and then id. */
export type DroppedTags = Record<'member' | 'sshKey' | 'contact' | 'policy', (id: string) => Record<string, string>>;

/** Carries out what was decided. Refused only if a third customer holds the name or reference that would be taken over. */
export async function applyMerge(
  { tx, nowMs }: UnitOfWork,
  { keep, remove }: MergePair,
  decision: MergeDecision,
): Promise<Result<DroppedTags>> {
  await tx
    .updateTable('customer')
    .set({ state: 'merged', mergedIntoId: keep.id, revision: remove.revision + 1, updatedAtMs: nowMs })
    .where('id', '=', remove.id)
    .execute();
  // What was merged into the removed one earlier leads to the kept one at once, without a chain to walk.
  await tx.updateTable('customer').set({ mergedIntoId: keep.id }).where('mergedIntoId', '=', remove.id).execute();
  const taken = await refuseTaken(tx, { id: keep.id, ...decision.columns });
  if (taken !== undefined) return taken;
  await tx
    .updateTable('customer')
    .set({
      ...decision.columns,
      nameKey: nameKey(decision.columns.name),
      revision: keep.revision + 1,
      updatedAtMs: nowMs,
    })
    .where('id', '=', keep.id)
    .execute();
  await replaceTags(tx, customerSubject(remove.id), {});
  await replaceTags(tx, customerSubject(keep.id), decision.tags);

  const tagsOf = {
    sshKey: await removeTags(tx, 'ssh-key', decision.doubles.sshKeys),
    contact: await removeTags(tx, 'contact', decision.doubles.contacts),
    policy: await removeTags(tx, 'policy', decision.doubles.policies),
    member: await removeTags(tx, 'member', [...decision.twins.keys()]),
  };
  await deleteAll(tx, 'sshKey', decision.doubles.sshKeys);
  await deleteAll(tx, 'contact', decision.doubles.contacts);
  await deleteAll(tx, 'policy', decision.doubles.policies);
  for (const [twinId, keptId] of decision.twins) {
    await tx.updateTable('sshKey').set({ memberId: keptId }).where('memberId', '=', twinId).execute();
    await addTags(tx, memberSubject(keptId), tagsOf.member(twinId));
  }
  await deleteAll(tx, 'member', [...decision.twins.keys()]);
  for (const table of ['member', 'sshKey', 'contact', 'policy'] as const) {
    await tx.updateTable(table).set({ customerId: keep.id }).where('customerId', '=', remove.id).execute();
  }
  for (const { id, principals, resources } of decision.moved.policies) {
    await tx
      .updateTable('policy')
      .set({ principals: JSON.stringify(principals), resources: JSON.stringify(resources) })
      .where('id', '=', id)
      .execute();
  }
  return granted(tagsOf);
}

async function deleteAll(
  tx: CatalogTransaction,
  table: 'member' | 'sshKey' | 'contact' | 'policy',
  ids: readonly string[],
): Promise<void> {
  if (ids.length > 0) await tx.deleteFrom(table).where('id', 'in', ids).execute();
}

/** The twin's tags go to the member who stays, whose own come first. */
async function addTags(tx: CatalogTransaction, { kind, id }: Subject, tags: Record<string, string>): Promise<void> {
  const rows = Object.entries(tags).map(([key, value]) => ({ subjectKind: kind, subjectId: id, key, value }));
  if (rows.length === 0) return;
  await tx
    .insertInto('tag')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
