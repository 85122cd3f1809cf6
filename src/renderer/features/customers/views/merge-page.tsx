import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Customer, MergePlan } from '../../../../shared/contract/index.ts';
import { IconArrowMerge, IconArrowsExchange } from '../../../ui/icons.ts';
import { Button, EmptyState, Note, Page, PageHead, toast } from '../../../ui/index.ts';
import { orRefusal, useCustomerTools } from '../actions/tools.ts';
import { ask } from '../data/dialogs.ts';
import { href, paths } from '../data/paths.ts';
import { useMergePlan } from '../data/queries.ts';
import { counted } from '../data/words.ts';
import { FormFoot } from '../forms/form-foot.tsx';
import { type Choices, MergePlanView, movedInWords } from './merge-plan-view.tsx';
import { Surface } from './surface.tsx';
import { Trouble } from './trouble.tsx';

/** Two customers become one: who stays, field by field, what moves and what is dropped; then the name is typed. */
export function MergePage() {
  const { keepId = '', removeId = '' } = useParams({ strict: false }) as { keepId?: string; removeId?: string };
  return <Merge key={`${keepId}/${removeId}`} keepId={keepId} removeId={removeId} />;
}

function Merge({ keepId, removeId }: { readonly keepId: string; readonly removeId: string }) {
  const { client, go, show } = useCustomerTools();
  const [merged, setMerged] = useState<Customer>();
  const { data: plan, error, refetch } = useMergePlan(keepId, removeId, merged === undefined);
  const [choices, setChoices] = useState<Choices>({});
  const [busy, setBusy] = useState(false);

  const merge = async ({ keep, remove, fields, dropped, moved }: MergePlan) => {
    const taken = fields.filter(({ field, choice }) => (choices[field] ?? choice) === 'take').length;
    const confirmed = await ask({
      title: `Merge ${remove.name} into ${keep.name}?`,
      text: `${remove.name} then leads to ${keep.name}. There is no way back but by hand.`,
      consequences: [
        { id: 'moved', kind: 'running', text: `${movedInWords(moved)} to ${keep.name}` },
        taken > 0
          ? {
              id: 'fields',
              kind: 'attention',
              text: `${counted(taken, 'field')} of ${keep.name} ${taken === 1 ? 'is' : 'are'} replaced`,
            }
          : { id: 'fields', kind: 'running', text: `Every field of ${keep.name} stays` },
        dropped.length > 0
          ? {
              id: 'dropped',
              kind: 'attention',
              text: `${counted(dropped.length, 'entry', 'entries')} ${dropped.length === 1 ? 'is' : 'are'} dropped`,
            }
          : { id: 'dropped', kind: 'running', text: 'Nothing is dropped' },
        { id: 'history', kind: 'running', text: 'Both histories are kept, with this decision' },
      ],
      name: remove.name,
      safeLabel: 'Keep both',
      confirmLabel: 'Merge customers',
    });
    if (!confirmed) return;
    setBusy(true);
    try {
      // What the plan shows is sent in full, so that core can't choose otherwise than what was confirmed.
      const all = Object.fromEntries(fields.map(({ field, choice }) => [field, choices[field] ?? choice]));
      const customer = await orRefusal(client.customers.merge({ keepId, removeId, choices: all }));
      if (customer === undefined) return;
      show(customer);
      setMerged(customer);
      toast({ title: 'Merged', detail: `${remove.name} is now part of ${customer.name}.` });
    } finally {
      setBusy(false);
    }
  };

  if (merged !== undefined && plan !== undefined) {
    return (
      <Page head={<PageHead title="Merge customers" />} scroll>
        <Surface title="Merged">
          <EmptyState
            icon={IconArrowMerge}
            title={`${plan.remove.name} is now part of ${merged.name}`}
            actions={
              <>
                <Button variant="primary" onClick={() => go(paths.customer(merged.id))}>
                  Open {merged.name}
                </Button>
                <Button onClick={() => go(paths.customer(merged.id, 'history'))}>See its history</Button>
                <Button onClick={() => go(paths.duplicates)}>Back to duplicates</Button>
              </>
            }
          >
            {movedInWords(plan.moved)}. The old address of {plan.remove.name} leads to{' '}
            <a href={href(paths.customer(merged.id))}>{merged.name}</a>.
          </EmptyState>
        </Surface>
      </Page>
    );
  }
  return (
    <Page
      head={
        <PageHead
          title="Merge customers"
          note="Nothing is changed until you confirm."
          secondary={
            <Button icon={IconArrowsExchange} onClick={() => go(paths.merge(removeId, keepId))}>
              Swap
            </Button>
          }
        />
      }
      scroll
    >
      {error === null ? null : (
        <Trouble title="There is no plan for these two" error={error} onRetry={() => void refetch()} />
      )}
      {plan === undefined ? (
        error === null ? (
          <p className="dim">Reading the plan …</p>
        ) : null
      ) : (
        <>
          {plan.remove.state === 'archived' ? (
            <Note title={`${plan.remove.name} is archived`}>It can still be merged into an active customer.</Note>
          ) : null}
          <MergePlanView
            plan={plan}
            choices={choices}
            onChoose={(field, choice) => setChoices({ ...choices, [field]: choice })}
          />
          <FormFoot
            note={`${movedInWords(plan.moved)}; ${plan.dropped.length === 0 ? 'nothing is dropped' : `${counted(plan.dropped.length, 'entry', 'entries')} dropped`}.`}
          >
            <Button onClick={() => go(paths.list)}>Keep both</Button>
            <Button variant="primary" disabled={busy} onClick={() => void merge(plan)}>
              Merge…
            </Button>
          </FormFoot>
        </>
      )}
    </Page>
  );
}
