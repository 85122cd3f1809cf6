import type { Actor, Customer, contract } from '../../../shared/contract/index.ts';
import { granted, type Kernel, type Result, refused } from '../kernel/index.ts';
import { changeCustomer } from './change-customer.ts';
import { changesOf } from './field-changes.ts';
import { maximumMembers } from './limits.ts';
import { customerSubject, type Input, memberSubject } from './model.ts';
import { nameKey } from './name-key.ts';
import { idElsewhere, inWords, tooMany } from './refusals.ts';

/** Adds the member, or changes it if it is there: the same request twice leaves one member. */
export function putMember(
  kernel: Kernel,
  actor: Actor,
  { customerId, id, name, email, role }: Input<typeof contract.customers.members.put>,
): Promise<Result<Customer>> {
  return changeCustomer(kernel, actor, customerId, async ({ tx, nowMs, record }, customer) => {
    const existing = customer.members.find((member) => member.id === id);
    const before = existing && { name: existing.name, email: existing.email, role: existing.role };
    const after = { name, email, role };
    const changes = changesOf(before, after);
    if (changes.length === 0) return granted('already so');
    if (existing === undefined) {
      const elsewhere = await tx.selectFrom('member').select('id').where('id', '=', id).executeTakeFirst();
      if (elsewhere !== undefined) return idElsewhere('member');
      if (customer.members.length >= maximumMembers) return tooMany('member', maximumMembers);
    }
    const emailKey = nameKey(email);
    const holder = customer.members.find((member) => member.id !== id && nameKey(member.email) === emailKey);
    if (holder !== undefined) return emailTaken(customer, holder);
    if (existing === undefined) {
      await tx
        .insertInto('member')
        .values({ id, customerId, ...after, emailKey, createdAtMs: nowMs })
        .execute();
    } else {
      await tx
        .updateTable('member')
        .set({ ...after, emailKey })
        .where('id', '=', id)
        .execute();
    }
    record({
      command: existing === undefined ? 'member.add' : 'member.edit',
      summary:
        existing === undefined
          ? `Added ${name} to ${customer.name} as ${role}`
          : `Changed ${inWords(changes.map(({ field }) => field))} of ${existing.name} at ${customer.name}`,
      subjects: [customerSubject(customerId), memberSubject(id)],
      changes,
    });
    return granted('changed');
  });
}

const emailTaken = (customer: Customer, holder: { name: string; email: string }) =>
  refused({
    code: 'member.email-taken',
    message: `${holder.name} is a member of ${customer.name} with the address ${holder.email} already. Nothing was changed.`,
    whatToDo: 'Give another address, or edit that member.',
    fields: { email: `This address belongs to ${holder.name}.` },
  });
