import { expect, it } from 'vitest';
import { contract } from '../../../../shared/contract/index.ts';
import { listActivity } from '../../kernel/index.ts';
import { temporaryKernel } from '../../testing/temporary-core.ts';
import { getCustomer, seedDemoCustomers } from '../index.ts';
import { mustBeGranted } from '../testing/examples.ts';
import { demoCustomer } from './generate.ts';

it('fills a catalog with customers that pass the contract, once however often it runs', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  await seedDemoCustomers(kernel, 120);
  await seedDemoCustomers(kernel, 150);
  await seedDemoCustomers(kernel, 150);
  const rows = await kernel.reader.selectFrom('customer').select(['id', 'state']).execute();
  expect(rows).toHaveLength(150);
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['active', 'archived']));
  for (const { id } of rows) {
    const customer = mustBeGranted(await getCustomer(kernel, { id }));
    expect(contract.customers.get['~orpc'].outputSchema?.parse(customer)).toEqual(customer);
    expect(customer.members.length).toBeGreaterThan(1);
    expect(customer.sshKeys.length).toBeGreaterThan(0);
  }
  const { entries } = await listActivity(kernel.reader, {
    subjectKind: 'customer',
    subjectId: demoCustomer(0).customer.id,
    limit: 5,
  });
  expect(entries).toMatchObject([
    { actor: { kind: 'scheduler', name: 'demo data' }, summary: 'Generated 120 demo customers' },
  ]);
});

it('makes the same customer at the same place, and no name twice', () => {
  expect(demoCustomer(7)).toEqual(demoCustomer(7));
  expect(demoCustomer(3).customer.name).toBe('Fjordbank Risk');
  const names = Array.from({ length: 20_000 }, (_, index) => demoCustomer(index * 7).customer.nameKey);
  expect(new Set(names).size).toBe(names.length);
});
