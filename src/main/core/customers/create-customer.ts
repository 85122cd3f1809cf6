import type { Actor, Customer, contract } from '../../../shared/contract/index.ts';
import { granted, type Kernel, type Result } from '../kernel/index.ts';
import { customerChanges, tagChanges } from './field-changes.ts';
import { customerSubject, type Input, toColumns } from './model.ts';
import { nameKey } from './name-key.ts';
import { idTaken, labelOf } from './refusals.ts';
import { findCustomer, reloadCustomer } from './store.ts';
import { replaceTags } from './tag-store.ts';
import { refuseTaken } from './unique-fields.ts';

export function createCustomer(
  kernel: Kernel,
  actor: Actor,
  input: Input<typeof contract.customers.create>,
): Promise<Result<Customer>> {
  return kernel.write.run(actor, async ({ tx, nowMs, record, publish }) => {
    const columns = toColumns(input);
    const existing = await findCustomer(tx, input.id);
    if (existing !== undefined) {
      const differing = [...customerChanges(toColumns(existing), columns), ...tagChanges(existing.tags, input.tags)];
      return differing.length === 0
        ? granted(existing)
        : idTaken(
            'customer',
            differing.map(({ field }) => labelOf(field)),
          );
    }
    const taken = await refuseTaken(tx, input);
    if (taken !== undefined) return taken;
    await tx
      .insertInto('customer')
      .values({
        id: input.id,
        ...columns,
        nameKey: nameKey(input.name),
        state: 'active',
        mergedIntoId: null,
        revision: 1,
        createdAtMs: nowMs,
        updatedAtMs: nowMs,
      })
      .execute();
    const subject = customerSubject(input.id);
    await replaceTags(tx, subject, input.tags);
    record({
      command: 'customer.create',
      summary: `Created the customer ${input.name}`,
      subjects: [subject],
      changes: [...customerChanges(undefined, columns), ...tagChanges({}, input.tags)],
    });
    publish({ topic: 'customers', change: 'created', subject });
    return granted(await reloadCustomer(tx, input.id));
  });
}
