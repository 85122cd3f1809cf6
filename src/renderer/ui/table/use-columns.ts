import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useEffect, useMemo } from 'react';
import { readLayout, writeLayout } from './layout-store.ts';
import type { TableColumn } from './types.ts';

const features = tableFeatures({
  columnVisibilityFeature,
  columnOrderingFeature,
  columnSizingFeature,
  columnResizingFeature,
});

// Rows never pass through the table model: 100,000 of them would be wrapped before the first paint.
const noRows: readonly object[] = [];

export const selectColumnPx = 34;

/** Which columns are shown, in what order and how wide; remembered under `storageKey`. */
export function useColumns<R>(columns: readonly TableColumn<R>[], storageKey: string | undefined, selectable: boolean) {
  const definitions = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        accessorFn: () => undefined,
        header: column.header,
        size: column.width ?? 140,
        minSize: column.minWidth ?? 56,
        maxSize: 1200,
      })),
    [columns],
  );
  const initialState = useMemo(() => {
    const kept = readLayout(storageKey);
    const hidden = columns.filter((column) => column.hidden).map((column) => [column.id, false] as const);
    return {
      columnVisibility: kept?.visibility ?? Object.fromEntries(hidden),
      columnOrder: kept?.order ?? [],
      columnSizing: kept?.sizing ?? {},
    };
  }, [columns, storageKey]);
  const table = useTable({
    features,
    columns: definitions,
    data: noRows,
    initialState,
    columnResizeMode: 'onChange',
  });
  const { columnVisibility, columnOrder, columnSizing } = table.state;
  const resizing = table.state.columnResizing.isResizingColumn !== false;
  useEffect(() => {
    if (!resizing) {
      writeLayout(storageKey, { visibility: columnVisibility, order: columnOrder, sizing: columnSizing });
    }
  }, [storageKey, columnVisibility, columnOrder, columnSizing, resizing]);

  const shown = useMemo(() => {
    const ids = new Map(columns.map((column) => [column.id, column]));
    const ordered = columnOrder.length === 0 ? columns.map((column) => column.id) : [...columnOrder];
    // A column that is new in this version was in nobody's remembered order: it goes to the end.
    for (const column of columns) if (!ordered.includes(column.id)) ordered.push(column.id);
    return ordered.flatMap((id) => {
      const column = ids.get(id);
      return column && columnVisibility[id] !== false ? [column] : [];
    });
  }, [columns, columnOrder, columnVisibility]);

  const widthOf = (column: TableColumn<R>) => table.getColumn(column.id)?.getSize() ?? column.width ?? 140;
  const tracks = shown.map((column) => {
    const width = widthOf(column);
    const grow = columnSizing[column.id] === undefined ? (column.grow ?? 0) : 0;
    return grow > 0 ? `minmax(${width}px, ${grow}fr)` : `${width}px`;
  });
  const growing = tracks.some((track) => track.startsWith('minmax'));
  const template = [selectable ? `${selectColumnPx}px` : '', ...tracks, growing ? '' : 'minmax(0, 1fr)']
    .filter(Boolean)
    .join(' ');
  const leastPx = (selectable ? selectColumnPx : 0) + shown.reduce((sum, column) => sum + widthOf(column), 0);

  return { table, shown, template, leastPx, filler: !growing };
}

export type ColumnModel = ReturnType<typeof useColumns>['table'];
