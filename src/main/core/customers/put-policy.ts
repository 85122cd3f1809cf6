import type { Actor, Customer, contract } from '../../../shared/contract/index.ts';
import { granted, type Kernel, type Result, refused } from '../kernel/index.ts';
import { changeCustomer } from './change-customer.ts';
import { changesOf } from './field-changes.ts';
import { maximumPolicies } from './limits.ts';
import { customerSubject, type Input, policySubject } from './model.ts';
import { idElsewhere, inWords, tooMany } from './refusals.ts';

export function putPolicy(
  kernel: Kernel,
  actor: Actor,
  { customerId, id, name, effect, principals, actions, resources }: Input<typeof contract.customers.policies.put>,
): Promise<Result<Customer>> {
  return changeCustomer(kernel, actor, customerId, async ({ tx, nowMs, record }, customer) => {
    const existing = customer.policies.find((policy) => policy.id === id);
    const after = { id, name, effect, principals, actions, resources, createdAtMs: existing?.createdAtMs ?? nowMs };
    const changes = changesOf(existing, after);
    if (changes.length === 0) return granted('already so');
    const members = new Set(customer.members.map((member) => member.id));
    const strangers = principals.memberIds.filter((memberId) => !members.has(memberId));
    if (strangers.length > 0) return notMembers(customer, strangers.length);
    const { createdAtMs, ...fields } = after;
    const row = {
      ...fields,
      principals: JSON.stringify(principals),
      actions: JSON.stringify(actions),
      resources: JSON.stringify(resources),
    };
    if (existing === undefined) {
      const elsewhere = await tx.selectFrom('policy').select('id').where('id', '=', id).executeTakeFirst();
      if (elsewhere !== undefined) return idElsewhere('policy');
      if (customer.policies.length >= maximumPolicies) return tooMany('policy', maximumPolicies);
      await tx
        .insertInto('policy')
        .values({ customerId, ...row, createdAtMs })
        .execute();
    } else {
      await tx.updateTable('policy').set(row).where('id', '=', id).execute();
    }
    record({
      command: existing === undefined ? 'policy.add' : 'policy.edit',
      summary:
        existing === undefined
          ? `Added the policy ${name} to ${customer.name}`
          : `Changed ${inWords(changes.map(({ field }) => field))} of the policy ${existing.name} of ${customer.name}`,
      subjects: [customerSubject(customerId), policySubject(id)],
      changes,
    });
    return granted('changed');
  });
}

const notMembers = (customer: Customer, count: number) =>
  refused({
    code: 'policy.unknown-member',
    message: `The policy names ${count === 1 ? 'somebody who is' : `${count} people who are`} not a member of ${customer.name}. Nothing was changed.`,
    whatToDo: 'Add them as members first, or leave them out.',
    fields: { principals: 'Names somebody who is not a member.' },
  });
