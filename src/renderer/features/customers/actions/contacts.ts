import type { Contact, Customer } from '../../../../shared/contract/index.ts';
import { IconEdit, IconTrash, IconUserPlus } from '../../../ui/icons.ts';
import { type Action, toast } from '../../../ui/index.ts';
import { ask, openDialog } from '../data/dialogs.ts';
import { activeOnly } from './off-reasons.ts';
import { type CustomerTools, orRefusal, undoBy } from './tools.ts';

export interface ContactSubject {
  readonly customer: Customer;
  readonly contact: Contact;
}

export const addContact: Action<Customer> = {
  id: 'contact.add',
  label: 'Add contact',
  icon: IconUserPlus,
  shortcut: 'A',
  canRun: activeOnly,
  run: async (customer) => openDialog({ kind: 'contact', customer }),
};

export const editContact: Action<ContactSubject> = {
  id: 'contact.edit',
  label: 'Edit contact',
  icon: IconEdit,
  shortcut: 'E',
  canRun: ({ customer }) => activeOnly(customer),
  run: async (subject) => openDialog({ kind: 'contact', ...subject }),
};

export const removeContact = ({ client, show }: CustomerTools): Action<ContactSubject> => ({
  id: 'contact.remove',
  label: 'Remove contact',
  icon: IconTrash,
  shortcut: 'Delete',
  danger: true,
  canRun: ({ customer }) => activeOnly(customer),
  run: async ({ customer, contact }) => {
    const confirmed = await ask({
      title: `Remove ${contact.name}?`,
      text: `${customer.name} will no longer list this contact.`,
      consequences: [{ id: 'access', kind: 'running', text: 'Contacts have no access, so none is lost' }],
      safeLabel: 'Keep contact',
      confirmLabel: 'Remove contact',
    });
    if (!confirmed) return;
    const customerId = customer.id;
    const after = await orRefusal(client.customers.contacts.remove({ customerId, id: contact.id }));
    if (after === undefined) return;
    show(after);
    toast({
      title: `${contact.name} removed`,
      detail: `From the contacts of ${customer.name}.`,
      undo: undoBy('Putting the contact back', async () =>
        show(await client.customers.contacts.put({ customerId, ...contact })),
      ),
    });
  },
});
