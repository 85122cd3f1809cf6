import './tables.ts';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { CustomerSummary, contract } from '../../../shared/contract/index.ts';
import { type CatalogReader, type CatalogTables, type Kernel, likePattern } from '../kernel/index.ts';
import type { Input } from './model.ts';
import { nameKey } from './name-key.ts';
import { summaryColumns, toSummaries } from './store.ts';

export type ListInput = Input<typeof contract.customers.list>;

/** A window of the sorted and filtered list: what a table of 100,000 rows shows at once, and how many there are. */
export async function listCustomers(
  kernel: Kernel,
  input: ListInput,
): Promise<{ rows: CustomerSummary[]; total: number }> {
  const { reader } = kernel;
  const rows = await windowOf(reader, input).execute();
  return { rows: await toSummaries(reader, rows), total: await totalOf(reader, input, rows.length) };
}

/** A window that is not full ends the list, so a search that finds little reads the table once and not twice. */
async function totalOf(reader: CatalogReader, input: ListInput, found: number): Promise<number> {
  if (found > 0 && found < input.limit) return input.offset + found;
  if (found === 0 && input.offset === 0) return 0;
  const { total } = await filtered(reader, input)
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

/** Apart, so that a test can ask the database how it would go about it. */
export function windowOf(reader: CatalogReader, { sortBy, sortDirection, offset, limit, ...filter }: ListInput) {
  const direction = sortDirection === 'descending' ? 'desc' : 'asc';
  const column = sortBy === 'name' ? 'nameKey' : sortBy;
  return (
    filtered(reader, filter)
      .select(summaryColumns)
      .orderBy(column, direction)
      // Equal values keep one order, or rows would appear twice or never while scrolling through windows.
      .orderBy('id', direction)
      .limit(limit)
      .offset(offset)
  );
}

export type Filter = Pick<ListInput, 'text' | 'state' | 'currency' | 'countryCode' | 'tag'>;

/** The customers that fit a filter, before order and window. */
export function filtered(reader: CatalogReader, { text, state, currency, countryCode, tag }: Filter) {
  let query: SelectQueryBuilder<CatalogTables, 'customer', object> = reader.selectFrom('customer');
  if (state !== 'any') query = query.where('state', '=', state);
  if (currency !== undefined && currency !== '') query = query.where('currency', '=', currency);
  if (countryCode !== undefined && countryCode !== '') query = query.where('countryCode', '=', countryCode);
  if (tag !== undefined && tag !== '') query = query.where('id', 'in', taggedWith(reader, tag));
  const words = text?.trim() ?? '';
  if (words !== '') {
    const pattern = likePattern(words);
    query = query.where((where) =>
      where.or([
        sql<boolean>`"nameKey" like ${likePattern(nameKey(words))} escape '\\'`,
        sql<boolean>`reference like ${pattern} escape '\\'`,
        sql<boolean>`"legalName" like ${pattern} escape '\\'`,
        sql<boolean>`"invoiceEmail" like ${pattern} escape '\\'`,
      ]),
    );
  }
  return query;
}

/** `key` or `key=value`; a key holds no equals sign, a value may. */
function taggedWith(reader: CatalogReader, tag: string) {
  const at = tag.indexOf('=');
  const key = (at < 0 ? tag : tag.slice(0, at)).trim();
  const tagged = reader
    .selectFrom('tag')
    .select('subjectId')
    .where('subjectKind', '=', 'customer')
    .where('key', '=', key);
  return at < 0 ? tagged : tagged.where('value', '=', tag.slice(at + 1).trim());
}
