import type { Actor, Customer, contract } from '../../../shared/contract/index.ts';
import { granted, type Kernel, type Result } from '../kernel/index.ts';
import { changeCustomer } from './change-customer.ts';
import { changesOf } from './field-changes.ts';
import { maximumContacts } from './limits.ts';
import { contactSubject, customerSubject, type Input } from './model.ts';
import { idElsewhere, inWords, tooMany } from './refusals.ts';

export function putContact(
  kernel: Kernel,
  actor: Actor,
  { customerId, id, name, role, email, phone }: Input<typeof contract.customers.contacts.put>,
): Promise<Result<Customer>> {
  return changeCustomer(kernel, actor, customerId, async ({ tx, record }, customer) => {
    const existing = customer.contacts.find((contact) => contact.id === id);
    const after = { id, name, role, email, phone };
    const changes = changesOf(existing, after);
    if (changes.length === 0) return granted('already so');
    if (existing === undefined) {
      const elsewhere = await tx.selectFrom('contact').select('id').where('id', '=', id).executeTakeFirst();
      if (elsewhere !== undefined) return idElsewhere('contact');
      if (customer.contacts.length >= maximumContacts) return tooMany('contact', maximumContacts);
      await tx
        .insertInto('contact')
        .values({ customerId, ...after })
        .execute();
    } else {
      await tx.updateTable('contact').set(after).where('id', '=', id).execute();
    }
    record({
      command: existing === undefined ? 'contact.add' : 'contact.edit',
      summary:
        existing === undefined
          ? `Added the contact ${name} to ${customer.name}`
          : `Changed ${inWords(changes.map(({ field }) => field))} of the contact ${existing.name} at ${customer.name}`,
      subjects: [customerSubject(customerId), contactSubject(id)],
      changes,
    });
    return granted('changed');
  });
}
