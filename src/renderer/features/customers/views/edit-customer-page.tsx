import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Customer } from '../../../../shared/contract/index.ts';
import { refusalOf } from '../../../core/index.ts';
import { Button, Form, Note, Page, PageHead, toast } from '../../../ui/index.ts';
import { activeOnly } from '../actions/off-reasons.ts';
import { useCustomerTools } from '../actions/tools.ts';
import { asKept, fieldAt, fieldPaths, fieldsOf } from '../data/customer-fields.ts';
import { paths } from '../data/paths.ts';
import { useCustomer } from '../data/queries.ts';
import { changedPaths, conflictsOf, rebase } from '../data/rebase.ts';
import { counted, fieldWord } from '../data/words.ts';
import { ConflictNote } from '../forms/conflict-note.tsx';
import { CustomerFieldsForm } from '../forms/customer-fields-form.tsx';
import { FormFoot } from '../forms/form-foot.tsx';
import { TroubleNote } from '../forms/trouble-note.tsx';
import { useCustomerForm } from '../forms/use-customer-form.ts';
import { useSubmit } from '../forms/use-submit.ts';
import { Crumbs } from './crumbs.tsx';
import { Trouble } from './trouble.tsx';

export function EditCustomerPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { data: customer, error, refetch } = useCustomer(id);
  if (customer !== undefined) return <EditForm key={id} now={customer} reload={async () => void (await refetch())} />;
  return (
    <Page head={<PageHead title={<Crumbs name={error === null ? 'Reading …' : 'Not there'} />} />} scroll>
      {error === null ? null : (
        <Trouble byId title="The customer could not be read" error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  );
}

interface EditFormProps {
  /** As it is in the catalog; it may change while the form is open. */
  readonly now: Customer;
  readonly reload: () => Promise<void>;
}

function EditForm({ now, reload }: EditFormProps) {
  const { client, go, show } = useCustomerTools();
  const [opened, setOpened] = useState(now);
  const before = fieldsOf(opened);
  const form = useCustomerForm(before);
  const sending = useSubmit(form, fieldPaths);
  const changed = changedPaths(before, form.getValues());
  const off = activeOnly(now);
  const submit = form.onSubmit(
    (values) =>
      sending.submit(
        async () => {
          const saved = await client.customers.edit({ ...asKept(values), id: now.id, revision: opened.revision });
          show(saved);
          toast({ title: `${saved.name} saved`, detail: counted(changed.length, 'field changed', 'fields changed') });
          go(paths.customer(saved.id));
        },
        (error) => {
          // Somebody was faster: the fresh customer brings up the note below, with what they changed.
          if (refusalOf(error)?.code !== 'customer.changed-since') return false;
          void reload();
          return true;
        },
      ),
    sending.refused,
  );
  const isBehind = now.revision !== opened.revision;
  const goOn = (values = fieldsOf(now)) => {
    setOpened(now);
    form.setValues(values);
    form.clearErrors();
  };
  return (
    <Page head={<PageHead title={<Crumbs name={now.name} doing="edit" />} />} scroll>
      <Form label={`Edit ${now.name}`} onSubmit={() => submit()} refusals={sending.refusals}>
        {off === true ? null : <Note title={off.reason}>Nothing can be changed while it is so.</Note>}
        {isBehind ? (
          <ConflictNote
            conflicts={conflictsOf(before, form.getValues(), fieldsOf(now))}
            customerId={now.id}
            onKeepMine={() => goOn(rebase(before, form.getValues(), fieldsOf(now)))}
            onDropMine={() => goOn()}
            mine={changed.map((path) => `${fieldWord(path)}: ${fieldAt(form.getValues(), path)}`).join('\n')}
          />
        ) : null}
        <CustomerFieldsForm form={form} />
        <TroubleNote trouble={sending.trouble} title="The changes were not saved" />
        <FormFoot
          note={
            changed.length === 0
              ? undefined
              : `Changed: ${changed.map((path) => fieldWord(path).toLowerCase()).join(', ')}.`
          }
        >
          <Button onClick={() => go(paths.customer(now.id))}>{changed.length === 0 ? 'Back' : 'Drop changes'}</Button>
          <Button
            type="submit"
            variant="primary"
            disabled={sending.busy}
            disabledReason={
              off !== true
                ? off.reason
                : isBehind
                  ? 'Decide about the other changes first.'
                  : changed.length === 0
                    ? 'Nothing changed yet.'
                    : undefined
            }
          >
            Save
          </Button>
        </FormFoot>
      </Form>
    </Page>
  );
}
