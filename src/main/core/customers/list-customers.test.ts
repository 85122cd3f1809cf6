import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { contract } from '../../../shared/contract/index.ts';
import type { Kernel } from '../kernel/index.ts';
import { temporaryKernel, testActor } from '../testing/temporary-core.ts';
import { archiveCustomer, customerSearch, putMember, seedDemoCustomers } from './index.ts';
import { type ListInput, listCustomers, windowOf } from './list-customers.ts';
import { nameKey } from './name-key.ts';
import { addCustomer, makeId, mustBeGranted } from './testing/examples.ts';

/** With the contract's defaults, as a request without parameters arrives. */
const asked: ListInput = { state: 'active', sortBy: 'name', sortDirection: 'ascending', offset: 0, limit: 100 };
const namesOf = async (kernel: Kernel, more: Partial<ListInput> = {}) =>
  (await listCustomers(kernel, { ...asked, ...more })).rows.map(({ name }) => name);

async function planOf(kernel: Kernel, input: ListInput): Promise<string> {
  const { sql: text, parameters } = windowOf(kernel.reader, input).compile();
  const pieces = text.split('?').map((piece) => sql.raw(piece));
  const explained = sql<{ detail: string }>`explain query plan ${sql.join(
    pieces.flatMap((piece, index) => (index === 0 ? [piece] : [sql`${parameters[index - 1]}`, piece])),
    sql.raw(''),
  )}`;
  const { rows } = await explained.execute(kernel.reader);
  return rows.map(({ detail }) => detail).join('\n');
}

describe('the window of the list', () => {
  it.each([
    ['name', 'customer_by_name'],
    ['updatedAtMs', 'customer_by_updated'],
    ['createdAtMs', 'customer_by_created'],
    ['reference', 'customer_by_reference'],
  ] as const)('is read in the order of %s from an index, both ways, without sorting', async (sortBy, index) => {
    await using core = temporaryKernel();
    for (const sortDirection of ['ascending', 'descending'] as const) {
      const plan = await planOf(core.kernel, { ...asked, sortBy, sortDirection });
      expect(plan).toContain(`USING INDEX ${index}`);
      expect(plan).not.toContain('TEMP B-TREE');
    }
    // And the assertion can fail: no index has this order.
    expect(await planOf(core.kernel, { ...asked, sortBy: 'currency' })).toContain('TEMP B-TREE');
  });

  it('joins to the whole list in every order, each customer once', async () => {
    await using core = temporaryKernel();
    await seedDemoCustomers(core.kernel, 230);
    const all = await core.kernel.reader.selectFrom('customer').selectAll().execute();
    for (const sortBy of [
      'name',
      'reference',
      'state',
      'currency',
      'countryCode',
      'createdAtMs',
      'updatedAtMs',
    ] as const) {
      for (const sortDirection of ['ascending', 'descending'] as const) {
        const ids: string[] = [];
        for (let offset = 0; offset < all.length; offset += 50) {
          const { rows, total } = await listCustomers(core.kernel, {
            ...asked,
            state: 'any',
            sortBy,
            sortDirection,
            offset,
            limit: 50,
          });
          expect(total).toBe(all.length);
          ids.push(...rows.map(({ id }) => id));
        }
        const column = sortBy === 'name' ? 'nameKey' : sortBy;
        const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
        const expected = all
          .toSorted((a, b) => compare(a[column], b[column]) || compare(a.id, b.id))
          .map(({ id }) => id);
        expect(ids).toEqual(sortDirection === 'ascending' ? expected : expected.toReversed());
      }
    }
  });
});

describe('listCustomers', () => {
  it('filters by state, currency, country, tag and text', async () => {
    await using core = temporaryKernel();
    const { kernel } = core;
    const met = await addCustomer(kernel, 'Met Institute', { reference: 'C-1', tags: { tier: 'gold', env: 'a=b' } });
    await addCustomer(kernel, 'Ørland 100%', { reference: 'C_2', tags: { tier: 'silver' } });
    const old = await addCustomer(kernel, 'Archived');
    mustBeGranted(await archiveCustomer(kernel, testActor, { id: old.id }));
    mustBeGranted(
      await putMember(kernel, testActor, {
        customerId: met.id,
        id: makeId(),
        name: 'Ida',
        email: 'ida@met.example',
        role: 'owner',
      }),
    );
    expect((await listCustomers(kernel, asked)).rows).toMatchObject([
      { name: 'Met Institute', memberCount: 1, tags: { tier: 'gold', env: 'a=b' } },
      { name: 'Ørland 100%', memberCount: 0, tags: { tier: 'silver' } },
    ]);
    expect(await namesOf(kernel, { state: 'archived' })).toEqual(['Archived']);
    expect(await namesOf(kernel, { state: 'any' })).toHaveLength(3);
    expect(await namesOf(kernel, { tag: 'tier' })).toHaveLength(2);
    expect(await namesOf(kernel, { tag: 'tier=gold' })).toEqual(['Met Institute']);
    expect(await namesOf(kernel, { tag: 'env=a=b' })).toEqual(['Met Institute']);
    expect(await namesOf(kernel, { currency: 'EUR' })).toEqual([]);
    expect(await namesOf(kernel, { countryCode: 'NO', currency: 'NOK' })).toHaveLength(2);
    expect(await namesOf(kernel, { text: 'ORLAND' })).toEqual(['Ørland 100%']);
    expect(await namesOf(kernel, { text: '0%' })).toEqual(['Ørland 100%']);
    expect(await namesOf(kernel, { text: 'c_' })).toEqual(['Ørland 100%']);
    expect(await namesOf(kernel, { text: '%' })).toEqual(['Ørland 100%']);
    expect(await namesOf(kernel, { text: '\\' })).toEqual([]);
    expect(await namesOf(kernel, { text: 'invoices@met' })).toHaveLength(2);
    expect(await namesOf(kernel, { text: "'; drop table customer" })).toEqual([]);
  });

  it('counts what fits, whether the window is full, the last, or beyond the end', async () => {
    await using core = temporaryKernel();
    for (let index = 0; index < 5; index++) await addCustomer(core.kernel, `Customer ${index}`);
    for (const [offset, limit] of [
      [0, 2],
      [4, 2],
      [4, 1],
      [9, 2],
      [0, 100],
    ] as const) {
      expect((await listCustomers(core.kernel, { ...asked, offset, limit })).total).toBe(5);
    }
    expect((await listCustomers(core.kernel, { ...asked, text: 'nothing' })).total).toBe(0);
  });

  it('takes exactly what its contract lets through', () => {
    const schema = contract.customers.list['~orpc'].inputSchema;
    expect(schema?.parse({ offset: '20', limit: '5' })).toEqual({ ...asked, offset: 20, limit: 5 });
    expect(schema?.safeParse({ limit: 1001 }).success).toBe(false);
  });
});

it('finds customers for the search of the window, active ones first', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  const old = await addCustomer(kernel, 'Aurora Old', { reference: 'C-1' });
  mustBeGranted(await archiveCustomer(kernel, testActor, { id: old.id }));
  const met = await addCustomer(kernel, 'Aurora Genomics', { reference: 'C-2' });
  expect(await customerSearch(kernel, 'aurora', 10)).toEqual([
    {
      subject: { kind: 'customer', id: met.id },
      title: 'Aurora Genomics',
      hint: 'Customer · C-2',
      route: `/customers/${met.id}`,
    },
    {
      subject: { kind: 'customer', id: old.id },
      title: 'Aurora Old',
      hint: 'Customer · C-1 · archived',
      route: `/customers/${old.id}`,
    },
  ]);
  expect(await customerSearch(kernel, 'aurora', 1)).toHaveLength(1);
});

it('sorts the list by the key that names are compared with', async () => {
  await using core = temporaryKernel();
  for (const name of ['Zebra', 'Ålesund', 'apple', 'Øye', 'Banana']) await addCustomer(core.kernel, name);
  expect(await namesOf(core.kernel)).toEqual(
    ['Zebra', 'Ålesund', 'apple', 'Øye', 'Banana'].toSorted((a, b) => (nameKey(a) < nameKey(b) ? -1 : 1)),
  );
});
