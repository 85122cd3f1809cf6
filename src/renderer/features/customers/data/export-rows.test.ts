import { expect, test } from 'vitest';
import type { CustomerSummary } from '../../../../shared/contract/index.ts';
import { exportRows } from './export-rows.ts';

const row = (number: number): CustomerSummary => ({
  id: `id-${number}`,
  name: `Customer ${number}`,
  reference: '',
  state: 'active',
  currency: 'EUR',
  countryCode: '',
  memberCount: 0,
  tags: {},
  createdAtMs: 0,
  updatedAtMs: 0,
});
const rows = (count: number) => Array.from({ length: count }, (_, index) => row(index));

test('every row once, page by page, with how far it came', async () => {
  const all = rows(2500);
  const written: string[] = [];
  const far: number[] = [];
  const result = await exportRows(
    async (offset, limit) => ({ rows: all.slice(offset, offset + limit), total: all.length }),
    (page, done) => {
      written.push(...page.map(({ id }) => id));
      far.push(done);
    },
  );
  expect(result).toEqual({ count: 2500, changed: false });
  expect(written).toEqual(all.map(({ id }) => id));
  expect(far).toEqual([1000, 2000, 2500]);
});

test('a list that changes meanwhile is written without doubles and said to have changed', async () => {
  let all = rows(1500);
  const written: string[] = [];
  const result = await exportRows(
    async (offset, limit) => {
      const page = { rows: all.slice(offset, offset + limit), total: all.length };
      if (offset === 0) all = [row(9999), ...all];
      return page;
    },
    (page) => written.push(...page.map(({ id }) => id)),
  );
  expect(result.changed).toBe(true);
  expect(new Set(written).size).toBe(written.length);
});

test('an empty list is an empty file', async () => {
  const result = await exportRows(
    async () => ({ rows: [], total: 0 }),
    () => undefined,
  );
  expect(result).toEqual({ count: 0, changed: false });
});
