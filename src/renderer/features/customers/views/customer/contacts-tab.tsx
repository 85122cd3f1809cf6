import { useState } from 'react';
import type { Contact } from '../../../../../shared/contract/index.ts';
import { IconMail } from '../../../../ui/icons.ts';
import {
  ActionButton,
  DataTable,
  EmptyState,
  Inspector,
  offReason,
  type TableColumn,
  useShortcuts,
} from '../../../../ui/index.ts';
import { addContact, type ContactSubject, editContact, removeContact } from '../../actions/contacts.ts';
import type { CustomerTools } from '../../actions/tools.ts';
import { Surface } from '../surface.tsx';
import { exportTable } from './export-table.ts';
import type { UseTab } from './tab.ts';

const columns: readonly TableColumn<Contact>[] = [
  { id: 'name', header: 'Name', value: (contact) => contact.name, grow: 2, width: 180 },
  { id: 'role', header: 'For', value: (contact) => contact.role, grow: 1, width: 140 },
  { id: 'email', header: 'E-mail', value: (contact) => contact.email, grow: 2, width: 200 },
  { id: 'phone', header: 'Phone', value: (contact) => contact.phone, width: 160 },
];

export const useContactsTab: UseTab = (customer, tools) => {
  const [contactId, setContactId] = useState<string>();
  const contact = customer.contacts.find(({ id }) => id === contactId);
  const subject = contact && { customer, contact };
  const close = () => setContactId(undefined);
  useShortcuts([addContact], customer);
  useShortcuts<ContactSubject>([editContact, removeContact(tools)], subject);
  return {
    primary: {
      label: addContact.label,
      shortcut: 'A',
      onRun: () => void addContact.run(customer),
      disabledReason: offReason(addContact, customer),
    },
    content: (
      <Surface title="Contacts">
        <DataTable
          label="Contacts"
          columns={columns}
          rowKey={({ id }) => id}
          rows={customer.contacts}
          inspectedKey={contactId}
          onInspect={({ id }) => setContactId(id)}
          onExport={exportTable(`${customer.name} contacts`)}
          storageKey="customer-contacts"
          empty={
            <EmptyState
              icon={IconMail}
              title="No contacts yet"
              actions={<ActionButton action={addContact} subject={customer} />}
            >
              Contacts are whom to call or write to: accounts payable, the person on duty. They have no access; members
              have.
            </EmptyState>
          }
        />
      </Surface>
    ),
    ...(subject === undefined
      ? {}
      : { inspector: <ContactInspector subject={subject} tools={tools} onClose={close} /> }),
    onCloseInspector: close,
  };
};

interface InspectorParts {
  readonly subject: ContactSubject;
  readonly tools: CustomerTools;
  readonly onClose: () => void;
}

function ContactInspector({ subject, tools, onClose }: InspectorParts) {
  const { contact } = subject;
  return (
    <Inspector
      name={contact.name}
      caption={contact.role === '' ? 'Contact' : contact.role}
      onClose={onClose}
      facts={[
        { label: 'E-mail', value: contact.email || 'none' },
        { label: 'Phone', value: contact.phone || 'none' },
      ]}
      actions={
        <>
          <ActionButton action={editContact} subject={subject} showShortcut />
          <ActionButton action={removeContact(tools)} subject={subject} showShortcut />
        </>
      }
    />
  );
}
