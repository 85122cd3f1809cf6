import { useState } from 'react';
import { newId } from '../../../core/index.ts';
import { Button, Form, type KeyValue, Page, PageHead, Panel, TagEditor, toast } from '../../../ui/index.ts';
import { useCustomerTools } from '../actions/tools.ts';
import { asKept, fieldPaths, newFields } from '../data/customer-fields.ts';
import { paths } from '../data/paths.ts';
import { toTagRecord } from '../data/tags.ts';
import { CustomerFieldsForm } from '../forms/customer-fields-form.tsx';
import { FormFoot } from '../forms/form-foot.tsx';
import { TroubleNote } from '../forms/trouble-note.tsx';
import { useCustomerForm } from '../forms/use-customer-form.ts';
import { useSubmit } from '../forms/use-submit.ts';

export function NewCustomerPage() {
  const { client, go, show } = useCustomerTools();
  // Made once: pressed twice, or sent again after a lost answer, it is still one customer.
  const [id] = useState(newId);
  const form = useCustomerForm(newFields());
  const [tags, setTags] = useState<readonly KeyValue[]>([]);
  const sending = useSubmit(form, fieldPaths);
  const submit = form.onSubmit(
    (values) =>
      sending.submit(async () => {
        const customer = await client.customers.create({ ...asKept(values), id, tags: toTagRecord(tags) });
        show(customer);
        toast({ title: `${customer.name} created`, detail: 'Add its members, keys and policies next.' });
        go(paths.customer(id));
      }),
    sending.refused,
  );
  return (
    <Page head={<PageHead title="New customer" note="A name is enough to begin with." />} scroll>
      <Form label="New customer" onSubmit={() => submit()} refusals={sending.refusals}>
        <CustomerFieldsForm form={form}>
          <Panel title="Tags" meta="key=value, Enter adds it">
            <TagEditor tags={tags} onChange={setTags} />
          </Panel>
        </CustomerFieldsForm>
        <TroubleNote trouble={sending.trouble} title="The customer was not created" />
        <FormFoot note="Written at once, with your name in its history.">
          <Button onClick={() => go(paths.list)}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={sending.busy}>
            Create customer
          </Button>
        </FormFoot>
      </Form>
    </Page>
  );
}
