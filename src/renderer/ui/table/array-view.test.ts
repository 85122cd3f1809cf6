import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrayView, compareValues } from './array-view.ts';
import { emptyQuery, type TableColumn } from './types.ts';

interface Row {
  readonly name: string | null;
  readonly count: number | null;
}
const columns: readonly TableColumn<Row>[] = [
  { id: 'name', header: 'Name', value: (row) => row.name },
  { id: 'count', header: 'Count', value: (row) => row.count },
];
const all = (rows: readonly Row[], query = emptyQuery) => {
  const view = arrayView(rows, columns, query);
  return Array.from({ length: view.rowCount }, (_, index) => view.getRow(index));
};
const anyRow = fc.record({
  name: fc.option(fc.stringMatching(/^[a-c]{0,2}[0-9]{0,2}$/)),
  count: fc.option(fc.integer({ min: -5, max: 5 })),
});

describe('rows in memory', () => {
  it('are not touched while nothing is asked', () => {
    const rows = new Proxy([{ name: 'a', count: 1 }], {
      get: (target, key, receiver) => {
        if (key !== 'length') throw new Error(`read ${String(key)}`);
        return Reflect.get(target, key, receiver);
      },
    });
    expect(arrayView(rows, columns, emptyQuery).rowCount).toBe(1);
  });

  it('sort figures in names by size and put what is missing last, both ways', () => {
    const rows = ['b10', null, 'b9', 'a'].map((name) => ({ name, count: 0 }));
    const names = (direction: 'ascending' | 'descending') =>
      all(rows, { ...emptyQuery, sort: { columnId: 'name', direction } }).map((row) => row?.name);
    expect(names('ascending')).toEqual(['a', 'b9', 'b10', null]);
    expect(names('descending')).toEqual(['b10', 'b9', 'a', null]);
  });

  it('stay the same rows however they are sorted', () => {
    fc.assert(
      fc.property(fc.array(anyRow), fc.constantFrom('ascending', 'descending'), (rows, direction) => {
        const sorted = all(rows, { ...emptyQuery, sort: { columnId: 'count', direction } });
        expect(new Set(sorted)).toEqual(new Set(rows));
        const counts = sorted.map((row) => row?.count).filter((count) => count !== null && count !== undefined);
        const sign = direction === 'ascending' ? 1 : -1;
        for (let index = 1; index < counts.length; index++) {
          expect(sign * compareValues(counts[index - 1], counts[index])).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it('show exactly what matches all filters and the quick filter', () => {
    fc.assert(
      fc.property(
        fc.array(anyRow),
        fc.constantFrom('', 'a', 'B1'),
        fc.constantFrom('', '1', 'c'),
        (rows, name, quick) => {
          const text = (value: string | number | null) => String(value ?? '').toLowerCase();
          const expected = rows.filter(
            (row) =>
              text(row.name).includes(name.toLowerCase()) &&
              [row.name, row.count].some((value) => text(value).includes(quick)),
          );
          expect(all(rows, { filters: { name }, quick })).toEqual(expected);
        },
      ),
    );
  });

  it('match one of a few values as a whole', () => {
    const exact: readonly TableColumn<Row>[] = [
      { id: 'name', header: 'Name', value: (row) => row.name, options: ['a'] },
    ];
    const view = arrayView(
      [
        { name: 'a', count: 1 },
        { name: 'ab', count: 2 },
      ],
      exact,
      { filters: { name: 'a' }, quick: '' },
    );
    expect(view.rowCount).toBe(1);
  });
});
