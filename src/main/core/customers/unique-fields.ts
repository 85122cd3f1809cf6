import type { CustomerFields } from '../../../shared/contract/index.ts';
import type { CatalogTransaction } from '../kernel/index.ts';
import { nameKey } from './name-key.ts';
import { nameTaken, referenceTaken } from './refusals.ts';

/**
 * The name is unique among active customers, the reference among all that were not merged away. Asked before writing,
 * so that the form can say it beside the field; the table's indexes hold it in any case.
 */
export async function refuseTaken(
  tx: CatalogTransaction,
  { id, name, reference }: Pick<CustomerFields, 'name' | 'reference'> & { id: string },
): Promise<ReturnType<typeof nameTaken> | undefined> {
  const named = await tx
    .selectFrom('customer')
    .select('name')
    .where('nameKey', '=', nameKey(name))
    .where('state', '=', 'active')
    .where('id', '<>', id)
    .executeTakeFirst();
  const referenced =
    reference === ''
      ? undefined
      : await tx
          .selectFrom('customer')
          .select(['name', 'state'])
          .where('reference', '=', reference)
          // The same words as the partial index, or SQLite can't know that it covers this.
          .where('reference', '<>', '')
          .where('state', '<>', 'merged')
          .where('id', '<>', id)
          .executeTakeFirst();
  const refusal = named && nameTaken(name, named);
  const second = referenced && referenceTaken(reference, referenced);
  if (refusal === undefined || second === undefined) return refusal ?? second;
  // Both at once, so that the form need not be sent twice to learn it.
  return {
    ok: false,
    refusal: {
      ...refusal.refusal,
      reasons: [...refusal.refusal.reasons, second.refusal.message],
      fields: { ...refusal.refusal.fields, ...second.refusal.fields },
    },
  };
}
