import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from '../../../core/index.ts';
import { Button, formatPercent, Page, PageHead, Panel, SelectField } from '../../../ui/index.ts';
import { useCustomerTools } from '../actions/tools.ts';
import { paths } from '../data/paths.ts';
import { useCustomer, useDuplicates } from '../data/queries.ts';
import { Crumbs } from './crumbs.tsx';

const typingMs = 150;

/** The first step of a merge that begins at one customer: which is the other? */
export function MergeWithPage() {
  const { keepId = '' } = useParams({ strict: false }) as { keepId?: string };
  const { go } = useCustomerTools();
  const customer = useCustomer(keepId).data;
  const [text, setText] = useState('');
  const found = useFound(text);
  const [otherId, setOtherId] = useState<string | null>(null);
  const likely = (useDuplicates().data ?? []).flatMap((pair) => {
    if (pair.first.id === keepId) return [{ other: pair.second, pair }];
    return pair.second.id === keepId ? [{ other: pair.first, pair }] : [];
  });
  const name = customer?.name ?? 'this customer';
  return (
    <Page
      head={
        <PageHead
          title={<Crumbs name={name} doing="merge" />}
          secondary={<Button onClick={() => go(paths.customer(keepId))}>Cancel</Button>}
        />
      }
      scroll
    >
      <Panel title={`Which customer is the same as ${name}?`}>
        <div className="cu-pick">
          <SelectField
            label="Find by name or reference"
            placeholder="Type to find"
            searchable
            searchValue={text}
            onSearchChange={setText}
            filter={({ options }) => options}
            data={found
              .filter(({ id }) => id !== keepId)
              .map((one) => ({
                value: one.id,
                label: one.reference === '' ? one.name : `${one.name}, ${one.reference}`,
              }))}
            nothingFoundMessage="No active customer is called that."
            value={otherId}
            onChange={setOtherId}
          />
          <Button
            variant="primary"
            disabledReason={otherId === null ? 'Choose one first.' : undefined}
            onClick={() => otherId !== null && go(paths.merge(keepId, otherId))}
          >
            Show the plan
          </Button>
        </div>
      </Panel>
      {likely.length === 0 ? null : (
        <Panel title="Likely" meta="found by name, tax id and e-mail">
          <ul className="cu-likely">
            {likely.map(({ other, pair }) => (
              <li key={other.id}>
                <span className="strong">{other.name}</span>
                <span className="num">{formatPercent(pair.likeness, 0)}</span>
                <span className="small mid grow">{pair.reasons.join(' ')}</span>
                <Button size="small" onClick={() => go(paths.merge(keepId, other.id))}>
                  Show the plan
                </Button>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </Page>
  );
}

function useFound(text: string) {
  const client = useClient();
  const [asked] = useDebouncedValue(text.trim().slice(0, 200), typingMs);
  const { data } = useQuery({
    queryKey: ['customers', 'find', asked],
    queryFn: ({ signal }) => client.customers.list({ text: asked, limit: 20 }, { signal }),
    placeholderData: keepPreviousData,
  });
  return data?.rows ?? [];
}
