import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryKernel } from '../../testing/temporary-core.ts';
import { seedDemoCustomers } from '../demo/seed-demo-customers.ts';
import { nameKey } from '../name-key.ts';
import { addCustomer, exampleFields } from '../testing/examples.ts';
import { CandidatePairs } from './candidate-pairs.ts';
import { coreName, type Likable, leastLikeness, likenessOf, traitsOf } from './likeness.ts';
import { listDuplicates } from './list-duplicates.ts';

const plain: Likable = { name: 'Nordic Weather', taxId: '', invoiceEmail: '', countryCode: '' };
const likeness = (one: Partial<Likable>, other: Partial<Likable>) =>
  likenessOf(traitsOf({ ...plain, ...one }), traitsOf({ ...plain, ...other }));

describe('likenessOf', () => {
  it.each([
    [{}, { name: 'NORDIC  weather AS' }],
    [{}, { name: 'Weather, Nordic' }],
    [{ name: 'Dept. of Physics' }, { name: 'Department of Physics' }],
    [{ name: 'Kommune Drift' }, { name: 'Komune Drift' }],
    [{ taxId: 'NO 914 233 101' }, { name: 'NW Forecasts', taxId: 'no914233101' }],
    [{ invoiceEmail: 'ap@nw.example' }, { name: 'NW Forecasts', invoiceEmail: 'AP@nw.example' }],
  ])('holds %j and %j for likely one, and says why', (one, other) => {
    const result = likeness(one, other);
    expect(result.likeness).toBeGreaterThanOrEqual(leastLikeness);
    expect(result.reasons.length).toBeGreaterThan(0);
  });

  it.each([
    [{}, { name: 'Polar Render' }],
    [{ name: 'Rack row 14' }, { name: 'Rack row 15' }],
    [{ name: 'Voss Weather Institute' }, { name: 'Voss Weather Museum' }],
    [{ invoiceEmail: 'a@nw.example' }, { name: 'Polar Render', invoiceEmail: 'b@nw.example' }],
    [{ taxId: 'NO 1' }, { name: 'Nordic Weather AS', taxId: 'NO 2' }],
  ])('holds %j and %j apart', (one, other) => {
    expect(likeness(one, other).likeness).toBeLessThan(leastLikeness);
  });

  const likables = fc.record({
    name: fc.oneof(
      fc.constantFrom('Nordic Weather', 'Nordc Weather', 'Weather AS'),
      fc.string({ minLength: 1, unit: 'grapheme' }),
    ),
    taxId: fc.constantFrom('', 'NO 1', 'NO1', 'NO 2'),
    invoiceEmail: fc.constantFrom('', 'a@x.example', 'b@x.example', 'a@y.example'),
    countryCode: fc.constantFrom('', 'NO', 'SE'),
  });

  it('is the same both ways, between 0 and 1, and highest for what is equal', () => {
    fc.assert(
      fc.property(likables, likables, (first, second) => {
        const there = likenessOf(traitsOf(first), traitsOf(second)).likeness;
        expect(there).toBeCloseTo(likenessOf(traitsOf(second), traitsOf(first)).likeness);
        expect(there).toBeGreaterThanOrEqual(0);
        expect(there).toBeLessThanOrEqual(1);
        expect(likenessOf(traitsOf(first), traitsOf(first)).likeness).toBeGreaterThanOrEqual(there - 1e-9);
      }),
    );
  });

  it('finds, through its candidates, every pair that shares a sign, as comparing all with all does', () => {
    const distinct = fc.uniqueArray(likables, { selector: ({ name }) => nameKey(name), maxLength: 6 });
    fc.assert(
      fc.property(distinct, (list) => {
        const rows = list
          .map((likable, index) => ({ ...likable, id: `c${index}` }))
          .toSorted((a, b) => (nameKey(a.name) < nameKey(b.name) ? -1 : 1));
        const pairs = new CandidatePairs<(typeof rows)[number]>(100);
        for (const row of rows) pairs.add(row);
        const found = new Set(pairs.likeliest().map(({ first, second }) => [first.id, second.id].toSorted().join()));
        const shared = rows.flatMap((first, index) =>
          rows
            .slice(index + 1)
            .filter((second) => {
              const [one, other] = [traitsOf(first), traitsOf(second)];
              const sharesSign =
                one.coreName === other.coreName ||
                (one.taxId !== '' && one.taxId === other.taxId) ||
                (one.domain !== '' && one.domain === other.domain);
              return sharesSign && likenessOf(one, other).likeness >= leastLikeness;
            })
            .map((second) => [first.id, second.id].toSorted().join()),
        );
        for (const pair of shared) expect(found).toContain(pair);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps at least one word of a name that is made of legal forms', () => {
    expect(coreName('AS AG')).toBe('ag as');
    expect(coreName('Ltd.')).toBe('ltd');
  });
});

describe('listDuplicates', () => {
  it('shows the likeliest pairs of active customers first', async () => {
    await using core = temporaryKernel();
    const { billing } = exampleFields();
    const unlike = (invoiceEmail: string, taxId = '') => ({ billing: { ...billing, invoiceEmail, taxId } });
    await addCustomer(core.kernel, 'Nordic Weather', unlike('a@a.example', 'NO 1'));
    await addCustomer(core.kernel, 'Polar Render', unlike('b@b.example'));
    await addCustomer(core.kernel, 'Nordic Weather AS', unlike('c@c.example', 'NO1'));
    await addCustomer(core.kernel, 'Polar Rendr', unlike('d@d.example'));
    const pairs = await listDuplicates(core.kernel, { limit: 10 });
    expect(pairs.map(({ first, second }) => [first.name, second.name])).toEqual([
      ['Nordic Weather', 'Nordic Weather AS'],
      ['Polar Render', 'Polar Rendr'],
    ]);
    expect(pairs[0]?.reasons).toContain('Both have the tax id NO 1.');
    expect(await listDuplicates(core.kernel, { limit: 1 })).toHaveLength(1);
  });

  it('reads the catalog once for all who ask at once, and again for who asks after a change', async () => {
    await using core = temporaryKernel();
    await seedDemoCustomers(core.kernel, 1200);
    let statements = 0;
    const reader = core.kernel.reader.withPlugin({
      transformQuery({ node }) {
        statements += 1;
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const kernel = { ...core.kernel, reader };
    const alone = await listDuplicates(kernel, { limit: 100 });
    const statementsAlone = statements;
    statements = 0;
    const together = await Promise.all(
      Array.from({ length: 40 }, (_, index) => listDuplicates(kernel, { limit: 1 + (index % 3) })),
    );
    expect(statements).toBe(statementsAlone);
    expect(together).toEqual(together.map((_, index) => alone.slice(0, 1 + (index % 3))));

    statements = 0;
    const before = listDuplicates(kernel, { limit: 100 });
    await addCustomer(core.kernel, 'Aaaaa Very First');
    await addCustomer(core.kernel, 'Aaaaa Very First AS');
    const after = await Promise.all([listDuplicates(kernel, { limit: 100 }), listDuplicates(kernel, { limit: 100 })]);
    expect(await before).toEqual(alone);
    for (const pairs of after) expect(pairs.map(({ first }) => first.name)).toContain('Aaaaa Very First');
    expect(statements).toBe(2 * statementsAlone);
    // Nothing is kept of a run that has ended.
    statements = 0;
    await listDuplicates(kernel, { limit: 100 });
    expect(statements).toBe(statementsAlone);
  });

  it('finds the few doubles among many customers, and nothing else', async () => {
    await using core = temporaryKernel();
    await seedDemoCustomers(core.kernel, 3000);
    const pairs = await listDuplicates(core.kernel, { limit: 100 });
    expect(pairs.map(({ first, second }) => [first.name, second.name].toSorted().join(' ~ ')).toSorted()).toEqual([
      'Department of Physics ~ Dept. of Physics',
      'Nordic Weather ~ Nordic Weather AS',
      'Tindra Laboratories ~ Tindra Labs',
    ]);
  });
});
