import type { Actor, Customer } from '../../../shared/contract/index.ts';
import { granted, type Kernel, type Result, type UnitOfWork } from '../kernel/index.ts';
import { customerSubject } from './model.ts';
import { notActive, unknownCustomer } from './refusals.ts';
import { findCustomer, reloadCustomer } from './store.ts';

/** `already so`: the request came before, or asks for what is there; nothing is written and nobody is told. */
export type ChangeOutcome = 'changed' | 'already so';

/**
 * What every change of an active customer shares: it must exist and be active; afterwards it carries the time of the
 * change, its watchers hear of it, and the caller gets it whole.
 */
export function changeCustomer(
  kernel: Kernel,
  actor: Actor,
  customerId: string,
  change: (unit: UnitOfWork, customer: Customer) => Promise<Result<ChangeOutcome>>,
): Promise<Result<Customer>> {
  return kernel.write.run(actor, async (unit) => {
    const customer = await findCustomer(unit.tx, customerId);
    if (customer === undefined) return unknownCustomer(customerId);
    if (customer.state !== 'active') return notActive(customer);
    const outcome = await change(unit, customer);
    if (!outcome.ok) return outcome;
    if (outcome.value === 'already so') return granted(customer);
    await unit.tx.updateTable('customer').set({ updatedAtMs: unit.nowMs }).where('id', '=', customerId).execute();
    unit.publish({ topic: 'customers', change: 'updated', subject: customerSubject(customerId) });
    return granted(await reloadCustomer(unit.tx, customerId));
  });
}
