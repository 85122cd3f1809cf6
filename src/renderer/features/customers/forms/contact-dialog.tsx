import { schemaResolver, useForm } from '@mantine/form';
import { useState } from 'react';
import {
  type Contact,
  type ContactFields,
  type Customer,
  contactFieldsSchema,
} from '../../../../shared/contract/index.ts';
import { newId } from '../../../core/index.ts';
import { Button, Dialog, Form, TextField, toast } from '../../../ui/index.ts';
import { useCustomerTools } from '../actions/tools.ts';
import { closeDialog } from '../data/dialogs.ts';
import { TroubleNote } from './trouble-note.tsx';
import { useSubmit } from './use-submit.ts';

export function ContactDialog({ customer, contact }: { readonly customer: Customer; readonly contact?: Contact }) {
  const { client, show } = useCustomerTools();
  const [id] = useState(() => contact?.id ?? newId());
  const form = useForm<ContactFields>({
    initialValues: {
      name: contact?.name ?? '',
      role: contact?.role ?? '',
      email: contact?.email ?? '',
      phone: contact?.phone ?? '',
    },
    validate: schemaResolver(contactFieldsSchema, { sync: true }),
  });
  const sending = useSubmit(form, ['name', 'role', 'email', 'phone']);
  const submit = form.onSubmit(
    (values) =>
      sending.submit(async () => {
        const fields = contactFieldsSchema.parse(values);
        show(await client.customers.contacts.put({ customerId: customer.id, id, ...fields }));
        closeDialog();
        toast({
          title: contact === undefined ? `${fields.name} added` : `${fields.name} saved`,
          detail: `A contact of ${customer.name}.`,
        });
      }),
    sending.refused,
  );
  return (
    <Dialog
      opened
      title={contact === undefined ? `Add a contact to ${customer.name}` : `Edit ${contact.name}`}
      onClose={closeDialog}
    >
      <Form
        onSubmit={() => submit()}
        refusals={sending.refusals}
        buttons={
          <>
            <Button onClick={closeDialog}>Cancel</Button>
            <Button type="submit" variant="primary" disabled={sending.busy}>
              {contact === undefined ? 'Add contact' : 'Save contact'}
            </Button>
          </>
        }
      >
        <TextField label="Name" data-autofocus {...form.getInputProps('name')} />
        <TextField
          label="For"
          placeholder="Accounts payable"
          hint="What to turn to this contact for."
          {...form.getInputProps('role')}
        />
        <TextField label="E-mail" type="email" {...form.getInputProps('email')} />
        <TextField label="Phone" type="tel" {...form.getInputProps('phone')} />
        <TroubleNote trouble={sending.trouble} title="The contact was not saved" />
      </Form>
    </Dialog>
  );
}
