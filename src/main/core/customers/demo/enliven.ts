import type { Actor } from '../../../../shared/contract/index.ts';
import type { Kernel } from '../../kernel/index.ts';
import { archiveCustomer } from '../archive-customer.ts';
import { listDuplicates } from '../duplicates/list-duplicates.ts';
import { editCustomer } from '../edit-customer.ts';
import { getCustomer } from '../get-customer.ts';
import { listCustomers } from '../list-customers.ts';
import { mergeCustomers } from '../merge/merge-customers.ts';
import { restoreCustomer } from '../restore-customer.ts';
import { setTags } from '../set-tags.ts';

const actor: Actor = { kind: 'scheduler', name: 'demo data' };

/**
 * A morning's work on the generated rows, through the same commands as an operator's: so that the demo has decisions to
 * explain and a history to read. What is refused is left out; a demo owes nobody a result.
 */
export async function enliven(kernel: Kernel): Promise<void> {
  const [pair] = await listDuplicates(kernel, { limit: 1 });
  if (pair !== undefined)
    await mergeCustomers(kernel, actor, { keepId: pair.first.id, removeId: pair.second.id, choices: {} });
  const { rows } = await listCustomers(kernel, {
    state: 'active',
    sortBy: 'updatedAtMs',
    sortDirection: 'descending',
    offset: 0,
    limit: 6,
  });
  const [first, second, third] = rows;
  if (first !== undefined) {
    await setTags(kernel, actor, { kind: 'customer', id: first.id, tags: { ...first.tags, contract: 'renewed-2026' } });
  }
  if (second !== undefined) {
    const found = await getCustomer(kernel, { id: second.id });
    if (found.ok) {
      const { name, reference, billing, revision } = found.value;
      const notes = 'Asked for invoices on the first working day of the month.';
      await editCustomer(kernel, actor, {
        id: second.id,
        revision,
        name,
        reference,
        notes,
        billing: { ...billing, paymentTermsDays: 14 },
      });
    }
  }
  if (third !== undefined) {
    await archiveCustomer(kernel, actor, { id: third.id });
    await restoreCustomer(kernel, actor, { id: third.id });
  }
}
