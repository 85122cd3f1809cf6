import type { Actor, Customer } from '../../../shared/contract/index.ts';
import { granted, type Kernel, type Result } from '../kernel/index.ts';
import { customerSubject } from './model.ts';
import { notActive, unknownCustomer } from './refusals.ts';
import { findCustomer, reloadCustomer } from './store.ts';
import { refuseTaken } from './unique-fields.ts';

export function restoreCustomer(kernel: Kernel, actor: Actor, { id }: { id: string }): Promise<Result<Customer>> {
  return kernel.write.run(actor, async ({ tx, nowMs, record, publish }) => {
    const customer = await findCustomer(tx, id);
    if (customer === undefined) return unknownCustomer(id);
    if (customer.state === 'active') return granted(customer);
    if (customer.state === 'merged') return notActive(customer);
    // While it was archived, another may have taken its name.
    const taken = await refuseTaken(tx, customer);
    if (taken !== undefined) return taken;
    await tx
      .updateTable('customer')
      .set({ state: 'active', revision: customer.revision + 1, updatedAtMs: nowMs })
      .where('id', '=', id)
      .execute();
    const subject = customerSubject(id);
    record({
      command: 'customer.restore',
      summary: `Restored ${customer.name}`,
      subjects: [subject],
      changes: [{ field: 'state', before: 'archived', after: 'active' }],
    });
    publish({ topic: 'customers', change: 'updated', subject });
    return granted(await reloadCustomer(tx, id));
  });
}
