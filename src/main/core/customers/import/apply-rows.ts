import '../tables.ts';
import type { Subject } from '../../../../shared/subject.ts';
import { inChunks, type UnitOfWork } from '../../kernel/index.ts';
import { customerSubject } from '../model.ts';
import { nameKey } from '../name-key.ts';
import { replaceTags } from '../tag-store.ts';
import type { RowPlan } from './plan-row.ts';

type PlanOf<Action> = Extract<RowPlan, { action: Action }>;

/** Writes what was planned, in few statements. Updates come first: they may give up a name that a later line takes. */
export async function applyRows(unit: UnitOfWork, plans: readonly RowPlan[], job: Subject): Promise<void> {
  for (const plan of plans) if (plan.action === 'update') await update(unit, plan, job);
  await create(
    unit,
    plans.filter((plan) => plan.action === 'create'),
    job,
  );
}

async function update({ tx, nowMs, record, publish }: UnitOfWork, plan: PlanOf<'update'>, job: Subject): Promise<void> {
  const { columns, tags, existing, changes } = plan;
  await tx
    .updateTable('customer')
    .set({ ...columns, nameKey: nameKey(columns.name), revision: existing.revision + 1, updatedAtMs: nowMs })
    .where('id', '=', existing.id)
    .execute();
  const subject = customerSubject(existing.id);
  if (changes.some(({ field }) => field.startsWith('tag:'))) await replaceTags(tx, subject, tags);
  record({
    command: 'customer.import',
    summary: `Updated ${existing.columns.name} from line ${plan.row.line} of an imported file`,
    subjects: [subject, job],
    changes,
  });
  publish({ topic: 'customers', change: 'updated', subject });
}

async function create(
  { tx, nowMs, newId, record, publish }: UnitOfWork,
  plans: readonly PlanOf<'create'>[],
  job: Subject,
) {
  if (plans.length === 0) return;
  const rows = plans.map((plan) => ({ id: newId(), plan }));
  await tx
    .insertInto('customer')
    .values(
      rows.map(({ id, plan: { columns } }) => ({
        id,
        ...columns,
        nameKey: nameKey(columns.name),
        state: 'active' as const,
        mergedIntoId: null,
        revision: 1,
        createdAtMs: nowMs,
        updatedAtMs: nowMs,
      })),
    )
    .execute();
  const tags = rows.flatMap(({ id, plan }) =>
    Object.entries(plan.tags).map(([key, value]) => ({ subjectKind: 'customer', subjectId: id, key, value })),
  );
  for (const chunk of inChunks(tags, 1000)) await tx.insertInto('tag').values(chunk).execute();
  for (const { id, plan } of rows) {
    const subject = customerSubject(id);
    record({
      command: 'customer.import',
      summary: `Created the customer ${plan.columns.name} from line ${plan.row.line} of an imported file`,
      subjects: [subject, job],
      changes: plan.changes,
    });
    publish({ topic: 'customers', change: 'created', subject });
  }
}
