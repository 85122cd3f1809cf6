import { setImmediate } from 'node:timers/promises';
import type { contract, ImportPreview, ImportRow } from '../../../../shared/contract/index.ts';
import { granted, type Kernel, type Result } from '../../kernel/index.ts';
import type { Input } from '../model.ts';
import { labelOf } from '../refusals.ts';
import { fieldOf } from './columns.ts';
import { openImportFile } from './import-file.ts';
import { Claims, type RowPlan } from './plan-row.ts';
import { planRows } from './plan-rows.ts';

const rowsShown = 200;
const refusedShown = 200;

/** What the import would do now, counted over the whole file; the rows shown are the first, and the first refused. */
export async function previewImport(
  kernel: Kernel,
  { csv, updateExisting }: Input<typeof contract.customers.importPreview>,
): Promise<Result<ImportPreview>> {
  const file = openImportFile(csv);
  if (!file.ok) return file;
  const counts = { create: 0, update: 0, unchanged: 0, refused: 0 };
  const shown: ImportRow[] = [];
  let rowCount = 0;
  let refusedCount = 0;
  const claims = new Claims();
  for (const { rows } of file.value.pieces()) {
    for (const plan of await planRows(kernel.reader, rows, claims, updateExisting)) {
      counts[plan.action] += 1;
      rowCount += 1;
      if (plan.action === 'refused') refusedCount += 1;
      if (rowCount <= rowsShown || (plan.action === 'refused' && refusedCount <= refusedShown))
        shown.push(toImportRow(plan));
    }
    await setImmediate();
  }
  return granted({
    columns: file.value.columns.map(({ header, meaning }) => ({ header, field: fieldOf(meaning) })),
    counts,
    rows: shown,
    truncated: shown.length < rowCount,
  });
}

export const toImportRow = (plan: RowPlan): ImportRow => ({
  line: plan.row.line,
  action: plan.action,
  name: plan.row.name,
  customerId: plan.action === 'update' || plan.action === 'unchanged' ? plan.existing.id : null,
  changes:
    plan.action === 'update'
      ? plan.changes.map(({ field, before, after }) => `${labelOf(field)}: ${before || 'empty'} → ${after || 'empty'}`)
      : [],
  errors: plan.action === 'refused' ? plan.errors : [],
});
