import type { Actor, Customer, contract } from '../../../shared/contract/index.ts';
import { granted, type Kernel, type Result } from '../kernel/index.ts';
import { changeCustomer } from './change-customer.ts';
import { refuseChangedSince } from './changed-since.ts';
import { customerChanges } from './field-changes.ts';
import { customerSubject, type Input, toColumns } from './model.ts';
import { nameKey } from './name-key.ts';
import { inWords, labelOf } from './refusals.ts';
import { refuseTaken } from './unique-fields.ts';

export function editCustomer(
  kernel: Kernel,
  actor: Actor,
  input: Input<typeof contract.customers.edit>,
): Promise<Result<Customer>> {
  return changeCustomer(kernel, actor, input.id, async ({ tx, record }, customer) => {
    const columns = toColumns(input);
    const changes = customerChanges(toColumns(customer), columns);
    // Before the revision is looked at: the same request again, after its answer was lost, asks for nothing new.
    if (changes.length === 0) return granted('already so');
    const changedSince = await refuseChangedSince(tx, customer, input.revision);
    if (changedSince !== undefined) return changedSince;
    const taken = await refuseTaken(tx, input);
    if (taken !== undefined) return taken;
    await tx
      .updateTable('customer')
      .set({ ...columns, nameKey: nameKey(input.name), revision: customer.revision + 1 })
      .where('id', '=', input.id)
      .execute();
    record({
      command: 'customer.edit',
      summary: `Changed ${inWords(changes.map(({ field }) => labelOf(field)))} of ${customer.name}`,
      subjects: [customerSubject(input.id)],
      changes,
    });
    return granted('changed');
  });
}
