import type { Actor, Customer } from '../../../shared/contract/index.ts';
import { granted, type Kernel, type Result } from '../kernel/index.ts';
import { customerSubject } from './model.ts';
import { notActive, unknownCustomer } from './refusals.ts';
import { findCustomer, reloadCustomer } from './store.ts';

/** Archived: kept with all its history, out of the lists, its name free for another. */
export function archiveCustomer(kernel: Kernel, actor: Actor, { id }: { id: string }): Promise<Result<Customer>> {
  return kernel.write.run(actor, async ({ tx, nowMs, record, publish }) => {
    const customer = await findCustomer(tx, id);
    if (customer === undefined) return unknownCustomer(id);
    if (customer.state === 'archived') return granted(customer);
    if (customer.state === 'merged') return notActive(customer);
    await tx
      .updateTable('customer')
      .set({ state: 'archived', revision: customer.revision + 1, updatedAtMs: nowMs })
      .where('id', '=', id)
      .execute();
    const subject = customerSubject(id);
    record({
      command: 'customer.archive',
      summary: `Archived ${customer.name}`,
      subjects: [subject],
      changes: [{ field: 'state', before: 'active', after: 'archived' }],
    });
    publish({ topic: 'customers', change: 'updated', subject });
    return granted(await reloadCustomer(tx, id));
  });
}
