import type { CustomerSummary } from '../../../../shared/contract/index.ts';
import { Status, type TableColumn } from '../../../ui/index.ts';
import { countryName } from '../data/countries.ts';
import { tagText, toTagList } from '../data/tags.ts';
import { momentOf, recentlyOf } from '../data/when.ts';
import { stateShapes, stateWords } from '../data/words.ts';

/** `value` is what is exported and, where core can, sorted and filtered by; `cell` is what is seen. */
export const customerColumns: readonly TableColumn<CustomerSummary>[] = [
  {
    id: 'name',
    header: 'Name',
    value: (row) => row.name,
    cell: (row) => (
      <span className="ellipsis" title={row.name}>
        {row.name}
      </span>
    ),
    width: 180,
    grow: 3,
    filterable: false,
  },
  { id: 'reference', header: 'Reference', value: (row) => row.reference, width: 96, mono: true, filterable: false },
  {
    id: 'state',
    header: 'State',
    value: (row) => stateWords[row.state],
    cell: (row) => <Status kind={stateShapes[row.state]} label={stateWords[row.state]} />,
    width: 88,
    options: Object.values(stateWords),
  },
  { id: 'currency', header: 'Currency', value: (row) => row.currency, width: 80 },
  {
    id: 'countryCode',
    header: 'Country',
    value: (row) => row.countryCode,
    cell: (row) =>
      row.countryCode === '' ? (
        <span className="dim">–</span>
      ) : (
        <span className="ellipsis">{countryName(row.countryCode)}</span>
      ),
    width: 112,
  },
  {
    id: 'memberCount',
    header: 'Members',
    value: (row) => row.memberCount,
    align: 'right',
    width: 76,
    sortable: false,
    filterable: false,
  },
  {
    id: 'tags',
    header: 'Tags',
    value: (row) => toTagList(row.tags).map(tagText).join(' '),
    cell: (row) => <TagCell tags={row.tags} />,
    width: 130,
    grow: 2,
    sortable: false,
  },
  {
    id: 'createdAtMs',
    header: 'Created',
    value: (row) => new Date(row.createdAtMs).toISOString(),
    cell: (row) => <Moment ms={row.createdAtMs} />,
    width: 132,
    hidden: true,
    filterable: false,
  },
  {
    id: 'updatedAtMs',
    header: 'Changed',
    value: (row) => new Date(row.updatedAtMs).toISOString(),
    cell: (row) => <Moment ms={row.updatedAtMs} />,
    width: 132,
    filterable: false,
  },
];

function Moment({ ms }: { readonly ms: number }) {
  return (
    <span className="num mid" title={momentOf(ms)}>
      {recentlyOf(ms)}
    </span>
  );
}

function TagCell({ tags }: { readonly tags: Readonly<Record<string, string>> }) {
  const text = toTagList(tags).map(tagText).join(', ');
  if (text === '') return <span className="dim">–</span>;
  return (
    <span className="small mid ellipsis" title={text}>
      {text}
    </span>
  );
}
