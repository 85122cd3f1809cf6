import { schemaResolver, useForm } from '@mantine/form';
import { useState } from 'react';
import {
  type Customer,
  type Member,
  type MemberFields,
  memberFieldsSchema,
} from '../../../../shared/contract/index.ts';
import { newId } from '../../../core/index.ts';
import { Button, Dialog, Form, SelectField, TextField, toast } from '../../../ui/index.ts';
import { useCustomerTools } from '../actions/tools.ts';
import { closeDialog } from '../data/dialogs.ts';
import { roleWords } from '../data/words.ts';
import { TroubleNote } from './trouble-note.tsx';
import { useSubmit } from './use-submit.ts';

const roles = Object.entries(roleWords).map(([value, label]) => ({ value, label }));
const roleHints: Record<MemberFields['role'], string> = {
  owner: 'May do everything that no policy denies.',
  administrator: 'May do what policies allow.',
  operator: 'May do what policies allow.',
  viewer: 'May do what policies allow.',
};

export function MemberDialog({ customer, member }: { readonly customer: Customer; readonly member?: Member }) {
  const { client, show } = useCustomerTools();
  const [id] = useState(() => member?.id ?? newId());
  const form = useForm<MemberFields>({
    initialValues: { name: member?.name ?? '', email: member?.email ?? '', role: member?.role ?? 'viewer' },
    validate: schemaResolver(memberFieldsSchema, { sync: true }),
  });
  const sending = useSubmit(form, ['name', 'email', 'role']);
  const submit = form.onSubmit(
    (values) =>
      sending.submit(async () => {
        const { name, email, role } = memberFieldsSchema.parse(values);
        show(await client.customers.members.put({ customerId: customer.id, id, name, email, role }));
        closeDialog();
        toast({
          title: member === undefined ? `${name} added` : `${name} saved`,
          detail: `${roleWords[role]} of ${customer.name}.`,
        });
      }),
    sending.refused,
  );
  return (
    <Dialog
      opened
      title={member === undefined ? `Add a member to ${customer.name}` : `Edit ${member.name}`}
      onClose={closeDialog}
    >
      <Form
        onSubmit={() => submit()}
        refusals={sending.refusals}
        buttons={
          <>
            <Button onClick={closeDialog}>Cancel</Button>
            <Button type="submit" variant="primary" disabled={sending.busy}>
              {member === undefined ? 'Add member' : 'Save member'}
            </Button>
          </>
        }
      >
        <TextField label="Name" data-autofocus {...form.getInputProps('name')} />
        <TextField
          label="E-mail"
          type="email"
          hint="No two members of one customer share an address."
          {...form.getInputProps('email')}
        />
        <SelectField
          label="Role"
          data={roles}
          hint={roleHints[form.getValues().role]}
          {...form.getInputProps('role')}
        />
        <TroubleNote trouble={sending.trouble} title="The member was not saved" />
      </Form>
    </Dialog>
  );
}
