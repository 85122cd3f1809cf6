import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { Customer } from '../../../../../shared/contract/index.ts';
import { explain, refusalOf, useClient } from '../../../../core/index.ts';
import { Button, Form, FormRow, Panel, SelectField, Status, TextField } from '../../../../ui/index.ts';

interface Verdict {
  readonly allowed: boolean;
  readonly question: string;
  readonly reasons: readonly string[];
}

/** May this member do that, on that? Asked of core with the policies as they are, and answered with reasons. */
export function ExplainTool({ customer }: { readonly customer: Customer }) {
  const client = useClient();
  const [verdict, setVerdict] = useState<Verdict>();
  const [refusals, setRefusals] = useState(0);
  const form = useForm({
    initialValues: { memberId: '', action: 'instance.start', resourceKind: 'instance', resourceId: '' },
    validate: {
      memberId: (value) => (value === '' ? 'Choose a member.' : null),
      action: (value) =>
        /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/.test(value.trim()) ? null : 'Write it like instance.start.',
      resourceKind: (value) => (/^[a-z]+(-[a-z]+)*$/.test(value.trim()) ? null : 'A kind, such as instance.'),
      resourceId: (value) => (value.trim() === '' ? 'Which one? Its id.' : null),
    },
  });
  const submit = form.onSubmit(
    async (values) => {
      const question = {
        memberId: values.memberId,
        action: values.action.trim(),
        resourceKind: values.resourceKind.trim(),
        resourceId: values.resourceId.trim(),
      };
      const name = customer.members.find(({ id }) => id === question.memberId)?.name ?? 'The member';
      try {
        const answer = await client.customers.policies.explain({ customerId: customer.id, ...question });
        setVerdict({
          ...answer,
          question: `${name}, ${question.action} on ${question.resourceKind} ${question.resourceId}`,
        });
      } catch (error) {
        form.setErrors({ resourceId: refusalOf(error)?.message ?? explain(error) });
      }
    },
    () => setRefusals((count) => count + 1),
  );
  return (
    <Panel title="May they?" meta="asks core, changes nothing" className="cu-explain">
      {customer.members.length === 0 ? (
        <p className="small dim">Add a member first; then this answers what they may do, and why.</p>
      ) : (
        <Form label="May they?" onSubmit={() => submit()} refusals={refusals}>
          <FormRow>
            <SelectField
              label="Member"
              placeholder="Choose"
              searchable
              data={customer.members.map(({ id, name }) => ({ value: id, label: name }))}
              {...form.getInputProps('memberId')}
            />
            <TextField label="Action" className="cu-mono-field" {...form.getInputProps('action')} />
            <TextField label="Kind of resource" className="cu-mono-field" {...form.getInputProps('resourceKind')} />
            <TextField
              label="Resource id"
              className="cu-mono-field"
              placeholder="i-7f2c41"
              {...form.getInputProps('resourceId')}
            />
            <span className="cu-explain-button">
              <Button type="submit">Explain</Button>
            </span>
          </FormRow>
        </Form>
      )}
      {verdict === undefined ? null : (
        <div className="cu-verdict" role="status">
          <div className="row wrap">
            <Status kind={verdict.allowed ? 'running' : 'stopped'} label={verdict.allowed ? 'Allowed' : 'Denied'} />
            <span className="dim small">{verdict.question}</span>
          </div>
          <ul>
            {verdict.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}
