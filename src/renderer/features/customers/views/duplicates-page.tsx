import { useState } from 'react';
import type { DuplicatePair } from '../../../../shared/contract/index.ts';
import { IconArrowMerge, IconBuilding } from '../../../ui/icons.ts';
import {
  ActionButton,
  DataTable,
  EmptyState,
  formatPercent,
  Inspector,
  Page,
  PageHead,
  type TableColumn,
} from '../../../ui/index.ts';
import { mergeCustomers } from '../actions/merge-customers.ts';
import { useCustomerTools } from '../actions/tools.ts';
import { href, paths } from '../data/paths.ts';
import { useDuplicates } from '../data/queries.ts';
import { momentOf } from '../data/when.ts';
import { counted } from '../data/words.ts';
import { listViews } from './list-views.ts';
import { Surface } from './surface.tsx';
import { Trouble } from './trouble.tsx';

const pairKey = ({ first, second }: DuplicatePair): string => `${first.id}/${second.id}`;

const columns: readonly TableColumn<DuplicatePair>[] = [
  { id: 'first', header: 'Customer', value: (pair) => pair.first.name, grow: 2, width: 190 },
  { id: 'second', header: 'Looks like', value: (pair) => pair.second.name, grow: 2, width: 190 },
  {
    id: 'likeness',
    header: 'Likeness',
    value: (pair) => pair.likeness,
    cell: (pair) => <span className="num">{formatPercent(pair.likeness, 0)}</span>,
    align: 'right',
    width: 90,
    filterable: false,
  },
  { id: 'reasons', header: 'Why', value: (pair) => pair.reasons.join(' '), grow: 3, width: 240, sortable: false },
];

/** Pairs that may be one customer, likeliest first. */
export function DuplicatesPage() {
  const { data, error, refetch, isPending } = useDuplicates();
  const [key, setKey] = useState<string>();
  const pair = data?.find((one) => pairKey(one) === key);
  const close = () => setKey(undefined);
  return (
    <Page
      head={
        <PageHead
          title="Customers"
          views={listViews}
          currentView="duplicates"
          note="Active customers, compared by name, tax id and e-mail."
        />
      }
      inspector={pair === undefined ? undefined : <PairInspector pair={pair} onClose={close} />}
      onCloseInspector={close}
    >
      <Surface title="Pairs that look alike">
        <DataTable
          label="Duplicates"
          columns={columns}
          rowKey={pairKey}
          rows={data ?? []}
          inspectedKey={key}
          onInspect={(one) => setKey(pairKey(one))}
          loading={isPending}
          error={
            error === null ? undefined : (
              <Trouble title="Duplicates could not be looked for" error={error} onRetry={() => void refetch()} />
            )
          }
          storageKey="customer-duplicates"
          empty={
            <EmptyState icon={IconArrowMerge} title="No two customers look alike">
              When two customers have nearly the same name, the same tax id or the same e-mail address, the pair stands
              here and can be merged into one. Any two customers can be merged from the list too: select both.
            </EmptyState>
          }
        />
      </Surface>
    </Page>
  );
}

function PairInspector({ pair, onClose }: { readonly pair: DuplicatePair; readonly onClose: () => void }) {
  const tools = useCustomerTools();
  const relation = ({ id, name }: DuplicatePair['first'], label: string) => ({
    id,
    label,
    icon: IconBuilding,
    value: name,
    href: href(paths.customer(id)),
  });
  return (
    <Inspector
      name={pair.first.name}
      caption={`and ${pair.second.name}`}
      onClose={onClose}
      facts={[
        { label: 'Likeness', value: formatPercent(pair.likeness, 0) },
        { label: 'Created', value: momentOf(pair.first.createdAtMs) },
        { label: 'The other', value: momentOf(pair.second.createdAtMs) },
        { label: 'Members', value: `${counted(pair.first.memberCount, 'member')} and ${pair.second.memberCount}` },
      ]}
      actions={<ActionButton action={mergeCustomers(tools)} subject={[pair.first, pair.second]} variant="primary" />}
      relations={[relation(pair.first, 'First'), relation(pair.second, 'Second')]}
    >
      <h3 className="cu-inspector-title">Why they look alike</h3>
      <ul className="cu-reasons">
        {pair.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </Inspector>
  );
}
