import type { SearchHit } from '../../../shared/contract/index.ts';
import type { Kernel } from '../kernel/index.ts';
import { filtered } from './list-customers.ts';
import { customerSubject } from './model.ts';

/** What the search field of the whole window finds here. Archived customers are found too: they are often what is sought. */
export async function customerSearch(kernel: Kernel, text: string, limit: number): Promise<SearchHit[]> {
  const rows = await filtered(kernel.reader, { text, state: 'any' })
    .select(['id', 'name', 'reference', 'state'])
    // Active ones come first by the alphabet; the index has this order, so the search ends with the last hit shown.
    .orderBy('state')
    .orderBy('nameKey')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    subject: customerSubject(row.id),
    title: row.name,
    hint: ['Customer', row.reference, row.state === 'active' ? '' : row.state]
      .filter((part) => part !== '')
      .join(' · '),
    route: `/customers/${row.id}`,
  }));
}

export const searchCustomers = (
  kernel: Kernel,
  { text, limit }: { text: string; limit: number },
): Promise<SearchHit[]> => customerSearch(kernel, text, limit);
