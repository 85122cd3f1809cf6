import { MultiSelect, TagsInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { Customer, MemberRole, Policy } from '../../../../shared/contract/index.ts';
import { newId } from '../../../core/index.ts';
import { IconChevronDown } from '../../../ui/icons.ts';
import {
  Button,
  CheckField,
  Dialog,
  Form,
  FormRow,
  SegmentedControl,
  SwitchField,
  TagEditor,
  TextField,
  toast,
} from '../../../ui/index.ts';
import { useCustomerTools } from '../actions/tools.ts';
import { closeDialog } from '../data/dialogs.ts';
import { principalsInWords, resourcesInWords } from '../data/policy-words.ts';
import { roleWords } from '../data/words.ts';
import { emptyPolicy, type PolicyForm, policyErrors, toPolicyFields, toPolicyForm } from './policy-form.ts';
import { TroubleNote } from './trouble-note.tsx';
import { useSubmit } from './use-submit.ts';

const roles = Object.entries(roleWords) as [MemberRole, string][];
const usualActions = [
  '*',
  'instance.*',
  'instance.start',
  'instance.stop',
  'instance.console',
  'customer.*',
  'image.run',
];

/** Who may do what on which resource, with the sentence that it makes below. */
export function PolicyDialog({ customer, policy }: { readonly customer: Customer; readonly policy?: Policy }) {
  const { client, show } = useCustomerTools();
  const [id] = useState(() => policy?.id ?? newId());
  const form = useForm<PolicyForm>({
    initialValues: policy === undefined ? emptyPolicy : toPolicyForm(policy),
    validate: policyErrors,
  });
  const values = form.getValues();
  const fields = toPolicyFields(values);
  const sending = useSubmit(form, []);
  const submit = form.onSubmit(
    () =>
      sending.submit(async () => {
        show(await client.customers.policies.put({ customerId: customer.id, id, ...fields }));
        closeDialog();
        toast({ title: `${fields.name} ${policy === undefined ? 'added' : 'saved'}`, detail: 'It holds from now on.' });
      }),
    sending.refused,
  );
  return (
    <Dialog
      opened
      title={policy === undefined ? `Add an access policy to ${customer.name}` : `Edit ${policy.name}`}
      onClose={closeDialog}
      widthPx={640}
    >
      <Form
        onSubmit={() => submit()}
        refusals={sending.refusals}
        buttons={
          <>
            <Button onClick={closeDialog}>Cancel</Button>
            <Button type="submit" variant="primary" disabled={sending.busy}>
              {policy === undefined ? 'Add policy' : 'Save policy'}
            </Button>
          </>
        }
      >
        <FormRow>
          <TextField label="Name" data-autofocus {...form.getInputProps('name')} />
          <div className="cu-field">
            <span className="cu-label">Effect</span>
            <SegmentedControl
              label="Effect"
              value={values.effect}
              options={[
                { value: 'allow', label: 'Allow' },
                { value: 'deny', label: 'Deny' },
              ]}
              onChange={(effect) => form.setFieldValue('effect', effect as PolicyForm['effect'])}
            />
          </div>
        </FormRow>
        <fieldset className="cu-fieldset">
          <legend>Who</legend>
          <SwitchField
            label="Every member, also those who join later"
            checked={values.everyMember}
            onChange={(event) => form.setFieldValue('everyMember', event.currentTarget.checked)}
          />
          {values.everyMember ? null : (
            <>
              <div className="row wrap cu-roles">
                {roles.map(([role, label]) => (
                  <CheckField
                    key={role}
                    label={`Every ${label.toLowerCase()}`}
                    checked={values.roles.includes(role)}
                    onChange={(event) =>
                      form.setFieldValue(
                        'roles',
                        event.currentTarget.checked
                          ? [...values.roles, role]
                          : values.roles.filter((one) => one !== role),
                      )
                    }
                  />
                ))}
              </div>
              <MultiSelect
                label="Members by name"
                size="xs"
                className="cu-pills"
                searchable
                hidePickedOptions
                rightSection={<IconChevronDown size={14} />}
                rightSectionPointerEvents="none"
                comboboxProps={{ transitionProps: { duration: 0 } }}
                placeholder={values.memberIds.length === 0 ? 'None' : ''}
                nothingFoundMessage={
                  customer.members.length === 0 ? 'There are no members yet.' : 'No member is called that.'
                }
                data={customer.members.map((member) => ({ value: member.id, label: member.name }))}
                {...form.getInputProps('memberIds')}
              />
            </>
          )}
        </fieldset>
        <TagsInput
          label="Actions"
          size="xs"
          className="cu-pills"
          data={usualActions}
          comboboxProps={{ transitionProps: { duration: 0 } }}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          description={
            form.errors['actions'] === undefined
              ? 'Such as instance.start, instance.* for every verb, or * for everything. Enter adds one.'
              : undefined
          }
          acceptValueOnBlur
          {...form.getInputProps('actions')}
        />
        <fieldset className="cu-fieldset">
          <legend>On what</legend>
          <FormRow>
            <TextField
              label="Kind of resource"
              hint="* is every kind."
              className="cu-mono-field"
              {...form.getInputProps('kind')}
            />
            <TagsInput
              label="Ids"
              size="xs"
              className="cu-pills"
              placeholder={values.ids.length === 0 ? 'Any' : ''}
              comboboxProps={{ transitionProps: { duration: 0 } }}
              acceptValueOnBlur
              {...form.getInputProps('ids')}
            />
          </FormRow>
          <div className="cu-field">
            <span className="cu-label">All of these tags</span>
            <TagEditor
              label="Tags of the resource"
              tags={values.tags}
              onChange={(tags) => form.setFieldValue('tags', tags)}
              error={typeof form.errors['tags'] === 'string' ? form.errors['tags'] : undefined}
            />
          </div>
        </fieldset>
        <p className="cu-sentence" aria-live="polite">
          <b>{values.effect === 'allow' ? 'Allows' : 'Denies'}</b>{' '}
          {principalsInWords(fields.principals, customer.members).toLowerCase()}{' '}
          <span className="mono">{fields.actions.join(', ') || '…'}</span> on{' '}
          {resourcesInWords(fields.resources).toLowerCase()}.
        </p>
        <TroubleNote trouble={sending.trouble} title="The policy was not saved" />
      </Form>
    </Dialog>
  );
}
