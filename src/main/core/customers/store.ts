import './tables.ts';
import type { Customer, CustomerSummary, Policy } from '../../../shared/contract/index.ts';
import { type CatalogReader, inChunks } from '../kernel/index.ts';
import { toFields } from './model.ts';
import type { CustomerRow } from './tables.ts';

/** Reads take a reader or a transaction: a command sees its own changes, a query only what is committed. */

const summaryColumns = [
  'id',
  'name',
  'reference',
  'state',
  'currency',
  'countryCode',
  'createdAtMs',
  'updatedAtMs',
] as const;
export type SummaryRow = Pick<CustomerRow, (typeof summaryColumns)[number]>;
export { summaryColumns };

export async function findCustomer(reader: CatalogReader, id: string): Promise<Customer | undefined> {
  const row = await reader.selectFrom('customer').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  const members = await reader
    .selectFrom('member')
    .select(['id', 'name', 'email', 'role', 'createdAtMs'])
    .where('customerId', '=', id)
    .orderBy('emailKey')
    .execute();
  const sshKeys = await reader
    .selectFrom('sshKey')
    .select(['id', 'name', 'memberId', 'algorithm', 'bits', 'fingerprint', 'publicKey', 'createdAtMs'])
    .where('customerId', '=', id)
    .orderBy('fingerprint')
    .execute();
  const contacts = await reader
    .selectFrom('contact')
    .select(['id', 'name', 'role', 'email', 'phone'])
    .where('customerId', '=', id)
    .orderBy('name')
    .orderBy('id')
    .execute();
  const policies = await reader
    .selectFrom('policy')
    .selectAll()
    .where('customerId', '=', id)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return {
    id,
    ...toFields(row),
    state: row.state,
    mergedIntoId: row.mergedIntoId,
    revision: row.revision,
    createdAtMs: row.createdAtMs,
    updatedAtMs: row.updatedAtMs,
    tags: await findTags(reader, 'customer', id),
    members,
    sshKeys,
    contacts,
    policies: policies.map(({ customerId: _, principals, actions, resources, ...policy }) => ({
      ...policy,
      principals: JSON.parse(principals) as Policy['principals'],
      actions: JSON.parse(actions) as Policy['actions'],
      resources: JSON.parse(resources) as Policy['resources'],
    })),
  };
}

/** For a command whose customer was there a moment ago, in the same transaction. */
export async function reloadCustomer(reader: CatalogReader, id: string): Promise<Customer> {
  const customer = await findCustomer(reader, id);
  if (customer === undefined) throw new Error(`customer ${id} vanished inside its own transaction`);
  return customer;
}

/** Counts and tags are read for the rows shown only, never for the whole table. */
export async function toSummaries(reader: CatalogReader, rows: readonly SummaryRow[]): Promise<CustomerSummary[]> {
  const ids = rows.map((row) => row.id);
  const memberCounts = new Map<string, number>();
  const tags = new Map<string, [key: string, value: string][]>();
  for (const chunk of inChunks(ids, 1000)) {
    const counts = await reader
      .selectFrom('member')
      .select((select) => ['customerId', select.fn.countAll<number>().as('count')])
      .where('customerId', 'in', chunk)
      .groupBy('customerId')
      .execute();
    for (const { customerId, count } of counts) memberCounts.set(customerId, count);
    for (const [id, entries] of await findTagsOfMany(reader, 'customer', chunk)) tags.set(id, entries);
  }
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    reference: row.reference,
    state: row.state,
    currency: row.currency,
    countryCode: row.countryCode,
    memberCount: memberCounts.get(row.id) ?? 0,
    tags: Object.fromEntries(tags.get(row.id) ?? []),
    createdAtMs: row.createdAtMs,
    updatedAtMs: row.updatedAtMs,
  }));
}

export async function findTags(reader: CatalogReader, kind: string, id: string): Promise<Record<string, string>> {
  const rows = await reader
    .selectFrom('tag')
    .select(['key', 'value'])
    .where('subjectId', '=', id)
    .where('subjectKind', '=', kind)
    .orderBy('key')
    .execute();
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}

export async function findTagsOfMany(
  reader: CatalogReader,
  kind: string,
  ids: readonly string[],
): Promise<Map<string, [key: string, value: string][]>> {
  const found = new Map<string, [key: string, value: string][]>();
  if (ids.length === 0) return found;
  const rows = await reader
    .selectFrom('tag')
    .select(['subjectId', 'key', 'value'])
    .where('subjectId', 'in', ids)
    .where('subjectKind', '=', kind)
    .orderBy('subjectId')
    .orderBy('key')
    .execute();
  for (const { subjectId, key, value } of rows) {
    const entries = found.get(subjectId);
    if (entries === undefined) found.set(subjectId, [[key, value]]);
    else entries.push([key, value]);
  }
  return found;
}
