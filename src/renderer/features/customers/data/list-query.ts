import type { CustomerListInput, CustomerState } from '../../../../shared/contract/index.ts';
import { emptyQuery, type TableQuery } from '../../../ui/index.ts';
import { countryCodeOf } from './countries.ts';
import { stateWords } from './words.ts';

type Sort = NonNullable<CustomerListInput['sortBy']>;
const sortable: readonly Sort[] = [
  'name',
  'reference',
  'state',
  'currency',
  'countryCode',
  'createdAtMs',
  'updatedAtMs',
];

/** Archived and merged customers are out of the way, and the filter in sight says so. */
export const firstQuery: TableQuery = {
  ...emptyQuery,
  sort: { columnId: 'name', direction: 'ascending' },
  filters: { state: stateWords.active },
};

/** A code that no customer has: a filter that names nothing must match nothing, not everything. */
const nothing = { currency: '---', countryCode: '--' } as const;

/** What the table asks, in the words of the contract. */
export function toListInput(query: TableQuery): CustomerListInput {
  const filter = (columnId: string) => (query.filters[columnId] ?? '').trim();
  const text = query.quick.trim();
  const currency = filter('currency').toUpperCase();
  const country = filter('countryCode');
  const tag = filter('tags');
  const sortBy = sortable.find((column) => column === query.sort?.columnId);
  return {
    state: stateNamed(filter('state')),
    ...(text === '' ? {} : { text: text.slice(0, 200) }),
    ...(currency === '' ? {} : { currency: /^[A-Z]{3}$/.test(currency) ? currency : nothing.currency }),
    ...(country === '' ? {} : { countryCode: countryCodeOf(country) ?? nothing.countryCode }),
    ...(tag === '' ? {} : { tag: tag.slice(0, 330) }),
    ...(sortBy === undefined ? {} : { sortBy, sortDirection: query.sort?.direction ?? 'ascending' }),
  };
}

function stateNamed(word: string): CustomerState | 'any' {
  const states = Object.keys(stateWords) as CustomerState[];
  return states.find((state) => stateWords[state] === word) ?? 'any';
}
