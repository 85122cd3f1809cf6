import { expect, it } from 'vitest';
import { z } from 'zod';
import { boundedRecord } from './base.ts';
import { contract } from './index.ts';
import { maximumTags, tagsSchema } from './tags.ts';

const many = (count: number, key: (index: number) => string) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [key(index), '']));

it('counts the keys of a record before it looks at any', () => {
  let looked = 0;
  const key = z.string().refine(() => {
    looked += 1;
    return false;
  });
  const schema = boundedRecord(key, z.string(), 3);
  expect(schema.safeParse(many(200_000, (index) => `-${index}`)).error?.issues).toEqual([
    { code: 'custom', message: 'At most 3 entries.', path: [] },
  ]);
  expect(looked).toBe(0);
  expect(schema.safeParse(many(3, String)).error?.issues).toHaveLength(3);
});

it('reads up to the maximum as a record does, and refuses what is no record', () => {
  const full = many(maximumTags, (index) => `k${index}`);
  expect(tagsSchema.parse(full)).toEqual(full);
  expect(tagsSchema.safeParse({ ...full, more: '' }).error?.issues[0]?.message).toBe('At most 50 tags.');
  expect(tagsSchema.parse({ ' env ': ' test ' })).toEqual({ env: 'test' });
  for (const other of [undefined, null, [], 'env', 1]) expect(tagsSchema.safeParse(other).success).toBe(false);
  expect(z.object({ tags: tagsSchema }).safeParse({}).success).toBe(false);
});

it('answers a call full of bad keys with one sentence for each record that a caller may send', () => {
  const bad = many(100_000, (index) => `-${index}`);
  const id = '01930000-0000-7000-8000-000000000000';
  const inputs = [
    [contract.tags.set, { kind: 'host', id: 'h', tags: bad }],
    [contract.customers.create, { tags: bad }],
    [contract.customers.merge, { keepId: id, removeId: id, choices: bad }],
    [contract.customers.policies.put, { resources: { kind: '*', ids: [], tags: bad } }],
  ] as const;
  for (const [procedure, input] of inputs) {
    const issues = procedure['~orpc'].inputSchema?.safeParse(input).error?.issues ?? [];
    expect(issues.length).toBeGreaterThan(0);
    expect(issues.length).toBeLessThan(10);
  }
});

it('describes a bounded record as a record', () => {
  expect(z.toJSONSchema(tagsSchema, { io: 'input' })).toMatchObject({
    type: 'object',
    additionalProperties: { type: 'string' },
  });
});
