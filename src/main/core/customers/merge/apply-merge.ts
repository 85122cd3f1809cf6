import '../tables.ts';
import type { CatalogTransaction, UnitOfWork } from '../../kernel/index.ts';
import { customerSubject } from '../model.ts';
import { nameKey } from '../name-key.ts';
import { replaceTags } from '../tag-store.ts';
import { refuseTaken } from '../unique-fields.ts';
import type { MergeDecision } from './decide-merge.ts';
import type { MergePair } from './find-pair.ts';

/** Carries out what was decided. Refused only if a third customer holds the name or reference that would be taken over. */
export async function applyMerge({ tx, nowMs }: UnitOfWork, { keep, remove }: MergePair, decision: MergeDecision) {
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

  await deleteAll(tx, 'sshKey', decision.doubles.sshKeys);
  await deleteAll(tx, 'contact', decision.doubles.contacts);
  await deleteAll(tx, 'policy', decision.doubles.policies);
  for (const [twinId, keptId] of decision.twins) {
    await tx.updateTable('sshKey').set({ memberId: keptId }).where('memberId', '=', twinId).execute();
    await moveTags(tx, twinId, keptId);
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
  return undefined;
}

async function deleteAll(
  tx: CatalogTransaction,
  table: 'member' | 'sshKey' | 'contact' | 'policy',
  ids: readonly string[],
): Promise<void> {
  if (ids.length > 0) await tx.deleteFrom(table).where('id', 'in', ids).execute();
}

/** The twin's tags go to the member who stays, whose own come first. */
async function moveTags(tx: CatalogTransaction, twinId: string, keptId: string): Promise<void> {
  const rows = await tx
    .deleteFrom('tag')
    .where('subjectId', '=', twinId)
    .where('subjectKind', '=', 'member')
    .returningAll()
    .execute();
  if (rows.length === 0) return;
  await tx
    .insertInto('tag')
    .values(rows.map((row) => ({ ...row, subjectId: keptId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
