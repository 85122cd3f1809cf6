import type { Actor, Customer, contract } from '../../../shared/contract/index.ts';
import { granted, type Kernel, type Result } from '../kernel/index.ts';
import { changeCustomer } from './change-customer.ts';
import { changesOf, tagChanges } from './field-changes.ts';
import { contactSubject, customerSubject, type Input } from './model.ts';
import { removeTags } from './tag-store.ts';

export function removeContact(
  kernel: Kernel,
  actor: Actor,
  { customerId, id }: Input<typeof contract.customers.contacts.remove>,
): Promise<Result<Customer>> {
  return changeCustomer(kernel, actor, customerId, async ({ tx, record }, customer) => {
    const contact = customer.contacts.find((one) => one.id === id);
    if (contact === undefined) return granted('already so');
    await tx.deleteFrom('contact').where('id', '=', id).execute();
    const tagsOf = await removeTags(tx, 'contact', [id]);
    record({
      command: 'contact.remove',
      summary: `Removed the contact ${contact.name} from ${customer.name}`,
      subjects: [customerSubject(customerId), contactSubject(id)],
      changes: [...changesOf(contact, undefined), ...tagChanges(tagsOf(id), {})],
    });
    return granted('changed');
  });
}
