import '../tables.ts';
import type { CatalogReader } from '../../kernel/index.ts';
import { toColumns, toFields } from '../model.ts';
import { nameKey } from '../name-key.ts';
import { findTagsOfMany } from '../store.ts';
import type { CustomerRow } from '../tables.ts';
import { type Claims, type Existing, type ExistingCustomer, planRow, type RowPlan } from './plan-row.ts';
import type { ReadRow } from './read-row.ts';

/** Plans rows in their order, noting in the claims what each takes. */
export async function planRows(
  reader: CatalogReader,
  rows: readonly ReadRow[],
  claims: Claims,
  updateExisting: boolean,
): Promise<RowPlan[]> {
  const existing = await findExisting(reader, rows);
  return rows.map((row) => {
    const plan = planRow(row, existing, claims, updateExisting);
    claims.add(plan);
    return plan;
  });
}

async function findExisting(reader: CatalogReader, rows: readonly ReadRow[]): Promise<Existing> {
  const sound = rows.filter((row) => row.errors.length === 0);
  const references = sound.flatMap((row) => row.columns.reference ?? []);
  const referenced =
    references.length === 0
      ? []
      : await reader
          .selectFrom('customer')
          .selectAll()
          .where('reference', 'in', references)
          .where('reference', '<>', '')
          .where('state', '<>', 'merged')
          .execute();
  const named =
    sound.length === 0
      ? []
      : await reader
          .selectFrom('customer')
          .selectAll()
          .where('state', '=', 'active')
          .where(
            'nameKey',
            'in',
            sound.map((row) => nameKey(row.name)),
          )
          .execute();
  const tags = await findTagsOfMany(
    reader,
    'customer',
    [...referenced, ...named].map((row) => row.id),
  );
  const toExisting = (row: CustomerRow): ExistingCustomer => ({
    id: row.id,
    state: row.state,
    revision: row.revision,
    columns: toColumns(toFields(row)),
    tags: Object.fromEntries(tags.get(row.id) ?? []),
  });
  return {
    byReference: new Map(referenced.map((row) => [row.reference, toExisting(row)])),
    byName: new Map(named.map((row) => [row.nameKey, toExisting(row)])),
  };
}
