import type { CellValue, TableColumn, TableQuery } from './types.ts';
import { isFiltered } from './types.ts';

/** Rows of an array in the order asked for. Without sort and filter it is the array itself: nothing is touched. */
export interface ArrayView<R> {
  readonly rowCount: number;
  getRow(index: number): R | undefined;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

export function cellText(value: CellValue): string {
  return value === null || value === undefined ? '' : String(value);
}

/** Numbers by size, text by the alphabet with figures in it by size; what is missing comes last. */
export function compareValues(a: CellValue, b: CellValue): number {
  const missingA = a === null || a === undefined || a === '';
  const missingB = b === null || b === undefined || b === '';
  if (missingA || missingB) return Number(missingA) - Number(missingB);
  const numeric = (value: CellValue) => typeof value === 'number' || typeof value === 'bigint';
  if (numeric(a) && numeric(b)) return a < b ? -1 : a > b ? 1 : 0;
  return collator.compare(String(a), String(b));
}

const isMissing = (value: CellValue) => value === null || value === undefined || value === '';

function matching<R>(rows: readonly R[], columns: readonly TableColumn<R>[], query: TableQuery): Uint32Array {
  const quick = query.quick.trim().toLowerCase();
  const filters = columns
    .map((column) => ({ column, wanted: (query.filters[column.id] ?? '').trim().toLowerCase() }))
    .filter((filter) => filter.wanted !== '');
  const kept = new Uint32Array(rows.length);
  let count = 0;
  rows.forEach((row, index) => {
    const fits = filters.every(({ column, wanted }) => {
      const text = cellText(column.value(row)).toLowerCase();
      return column.options ? text === wanted : text.includes(wanted);
    });
    if (!fits) return;
    if (quick !== '' && !columns.some((column) => cellText(column.value(row)).toLowerCase().includes(quick))) return;
    kept[count] = index;
    count += 1;
  });
  return kept.slice(0, count);
}

export function arrayView<R>(rows: readonly R[], columns: readonly TableColumn<R>[], query: TableQuery): ArrayView<R> {
  const sorted = query.sort ? columns.find((column) => column.id === query.sort?.columnId) : undefined;
  if (!sorted && !isFiltered(query)) return { rowCount: rows.length, getRow: (index) => rows[index] };
  const order = isFiltered(query) ? matching(rows, columns, query) : Uint32Array.from(rows.keys());
  if (sorted) {
    const keys = rows.map((row) => sorted.value(row));
    const sign = query.sort?.direction === 'descending' ? -1 : 1;
    order.sort((a, b) => {
      // Rows that miss the value stay last in both directions, and equal rows keep the order they came in.
      const missing = Number(isMissing(keys[a])) - Number(isMissing(keys[b]));
      return missing || sign * compareValues(keys[a], keys[b]) || a - b;
    });
  }
  return {
    rowCount: order.length,
    getRow: (index) => {
      const at = order[index];
      return at === undefined ? undefined : rows[at];
    },
  };
}
