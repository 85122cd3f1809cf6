import type { Actor, Customer, contract } from '../../../shared/contract/index.ts';
import { granted, type Kernel, type Result } from '../kernel/index.ts';
import { changeCustomer } from './change-customer.ts';
import { changesOf, tagChanges } from './field-changes.ts';
import { customerSubject, type Input, policySubject } from './model.ts';
import { removeTags } from './tag-store.ts';

export function removePolicy(
  kernel: Kernel,
  actor: Actor,
  { customerId, id }: Input<typeof contract.customers.policies.remove>,
): Promise<Result<Customer>> {
  return changeCustomer(kernel, actor, customerId, async ({ tx, record }, customer) => {
    const policy = customer.policies.find((one) => one.id === id);
    if (policy === undefined) return granted('already so');
    await tx.deleteFrom('policy').where('id', '=', id).execute();
    const tagsOf = await removeTags(tx, 'policy', [id]);
    record({
      command: 'policy.remove',
      summary: `Removed the policy ${policy.name} from ${customer.name}`,
      subjects: [customerSubject(customerId), policySubject(id)],
      changes: [...changesOf(policy, undefined), ...tagChanges(tagsOf(id), {})],
    });
    return granted('changed');
  });
}
