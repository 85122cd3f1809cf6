import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { Customer } from '../../../../shared/contract/index.ts';
import { newId } from '../../../core/index.ts';
import { Button, Dialog, Form, SelectField, TextAreaField, TextField, toast } from '../../../ui/index.ts';
import { useCustomerTools } from '../actions/tools.ts';
import { closeDialog } from '../data/dialogs.ts';
import { sshKeyHint } from '../data/ssh-key-hint.ts';
import { TroubleNote } from './trouble-note.tsx';
import { useSubmit } from './use-submit.ts';

const paste = 'Paste the line of a .pub file. Private keys never belong here.';

export function SshKeyDialog({ customer, memberId }: { readonly customer: Customer; readonly memberId?: string }) {
  const { client, show } = useCustomerTools();
  const [id] = useState(newId);
  const form = useForm({
    initialValues: { publicKey: '', name: '', memberId: memberId ?? null },
    validate: {
      publicKey: (value) => {
        const hint = sshKeyHint(value);
        if (hint === undefined) return paste;
        return hint.ok ? null : hint.text;
      },
      name: (value) => (value.trim().length > 120 ? 'At most 120 characters.' : null),
    },
  });
  const hint = sshKeyHint(form.getValues().publicKey);
  const sending = useSubmit(form, ['publicKey', 'name', 'memberId']);
  const submit = form.onSubmit(
    (values) =>
      sending.submit(async () => {
        const name = values.name.trim();
        show(
          await client.customers.sshKeys.add({
            customerId: customer.id,
            id,
            memberId: values.memberId,
            name,
            publicKey: values.publicKey.trim(),
          }),
        );
        closeDialog();
        toast({ title: 'SSH key added', detail: `Instances of ${customer.name} started from now on get it.` });
      }),
    sending.refused,
  );
  const wrong = hint !== undefined && !hint.ok ? hint.text : undefined;
  return (
    <Dialog opened title={`Add an SSH key to ${customer.name}`} onClose={closeDialog} widthPx={600}>
      <Form
        onSubmit={() => submit()}
        refusals={sending.refusals}
        buttons={
          <>
            <Button onClick={closeDialog}>Cancel</Button>
            <Button type="submit" variant="primary" disabled={sending.busy}>
              Add SSH key
            </Button>
          </>
        }
      >
        <TextAreaField
          label="Public key"
          data-autofocus
          className="cu-mono-field"
          placeholder="ssh-ed25519 AAAAC3… anna@laptop"
          spellCheck={false}
          autoComplete="off"
          {...form.getInputProps('publicKey')}
          error={wrong ?? form.errors['publicKey']}
          hint={hint?.ok ? hint.text : paste}
        />
        <TextField
          label="Name"
          placeholder={hint?.comment ?? ''}
          hint="Left empty, the comment at the end of the key is its name."
          {...form.getInputProps('name')}
        />
        <SelectField
          label="Belongs to"
          placeholder="The customer, no one person"
          searchable
          clearable
          data={customer.members.map(({ id, name }) => ({ value: id, label: name }))}
          hint="A member's keys go with the member."
          {...form.getInputProps('memberId')}
        />
        <TroubleNote trouble={sending.trouble} title="The key was not added" />
      </Form>
    </Dialog>
  );
}
