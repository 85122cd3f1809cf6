import { useEffect, useMemo, useReducer } from 'react';
import { arrayView } from './array-view.ts';
import { csvLines } from './csv.ts';
import type { RowSource, TableColumn, TableQuery } from './types.ts';

/** One face for both kinds of rows. Nothing here is proportional to their number until a sort or filter asks. */
export function useRows<R>(
  rows: readonly R[],
  source: RowSource<R> | undefined,
  columns: readonly TableColumn<R>[],
  query: TableQuery,
) {
  const [, redraw] = useReducer((version: number) => version + 1, 0);
  useEffect(() => source?.subscribe?.(redraw), [source]);
  const view = useMemo(() => (source ? undefined : arrayView(rows, columns, query)), [source, rows, columns, query]);
  const csv = (shown: readonly TableColumn<R>[]) => {
    function* lines() {
      for (let index = 0; index < (view?.rowCount ?? 0); index++) {
        const row = view?.getRow(index);
        if (row !== undefined) yield shown.map((column) => column.value(row));
      }
    }
    return csvLines(
      shown.map((column) => column.header),
      lines(),
    );
  };
  return {
    rowCount: source?.rowCount ?? view?.rowCount ?? 0,
    getRow: (index: number): R | undefined => (source ? source.getRow(index) : view?.getRow(index)),
    /** Whether every row is here, so that all can be selected and written out. */
    isWhole: source === undefined,
    csv,
  };
}
