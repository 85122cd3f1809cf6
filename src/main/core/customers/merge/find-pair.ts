import type { Customer } from '../../../../shared/contract/index.ts';
import { type CatalogReader, granted, type Result, refused } from '../../kernel/index.ts';
import { notActive, unknownCustomer } from '../refusals.ts';
import { findCustomer } from '../store.ts';

export interface MergePair {
  keep: Customer;
  remove: Customer;
}

/** The two customers of a merge, if they can be merged. An archived one can be removed this way, but not kept. */
export async function findPair(
  reader: CatalogReader,
  { keepId, removeId }: { keepId: string; removeId: string },
): Promise<Result<MergePair>> {
  if (keepId === removeId) return sameCustomer();
  const keep = await findCustomer(reader, keepId);
  if (keep === undefined) return unknownCustomer(keepId);
  const remove = await findCustomer(reader, removeId);
  if (remove === undefined) return unknownCustomer(removeId);
  if (keep.state !== 'active') return notActive(keep);
  if (remove.state === 'merged') return notActive(remove);
  return granted({ keep, remove });
}

const sameCustomer = () =>
  refused({
    code: 'merge.same-customer',
    message: 'Both sides of the merge are the same customer. Nothing was merged.',
    whatToDo: 'Choose two different customers.',
  });
