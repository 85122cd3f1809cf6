// biome-ignore-all lint/a11y/useSemanticElements: a native table can't be virtual and keep its column widths.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its row by aria-activedescendant.
/**
 * The one table of the console. Rows come from an array or through a window onto the server; in both cases only
 * the rows in sight are ever touched, so that 100,000 rows paint as fast as 100. TanStack Table keeps the columns,
 * TanStack Virtual the rows in sight; sorting and filtering is a query that the source answers. The grid itself
 * has the focus and names the row it stands on (aria-activedescendant), which survives rows leaving the screen.
 */
import './data-table.css';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { ColumnChooser } from './column-chooser.tsx';
import { nextRow } from './grid-keys.ts';
import { type Selection, toggled, withRange } from './selection.ts';
import { TableHead } from './table-head.tsx';
import { TableRow } from './table-row.tsx';
import { TableToolbar } from './table-toolbar.tsx';
import {
  type ExportRequest,
  emptyQuery,
  isFiltered,
  type RowSource,
  type TableColumn,
  type TableQuery,
} from './types.ts';
import { useColumns } from './use-columns.ts';
import { rowPx, useRowWindow } from './use-row-window.ts';
import { useRows } from './use-rows.ts';

export interface DataTableProps<R> {
  /** What the rows are: "Customers". Names the grid and its filter. */
  readonly label: string;
  readonly columns: readonly TableColumn<R>[];
  readonly rowKey: (row: R) => string;
  /** Either rows in memory … */
  readonly rows?: readonly R[];
  /** … or a window onto rows elsewhere, together with `query` and `onQuery`. */
  readonly source?: RowSource<R>;
  readonly query?: TableQuery;
  readonly onQuery?: (query: TableQuery) => void;
  readonly inspectedKey?: string | undefined;
  readonly onInspect?: (row: R) => void;
  readonly selection?: Selection;
  readonly onSelection?: (selection: Selection) => void;
  /** Gone rows keep their last values, greyed. */
  readonly rowState?: (row: R) => 'gone' | undefined;
  readonly loading?: boolean;
  readonly error?: ReactNode;
  /** Shown when there is nothing at all; when filters hide everything the table says so itself. */
  readonly empty?: ReactNode;
  readonly onExport?: (request: ExportRequest) => void;
  /** Remembers columns, order and widths. */
  readonly storageKey?: string;
  /** Buttons of the view, before Columns and Export. */
  readonly toolbar?: ReactNode;
}

const nothing: Selection = new Set();
const noRows: readonly never[] = [];

export function DataTable<R>(props: DataTableProps<R>) {
  const { label, rowKey, onInspect, onSelection, selection = nothing, rowState } = props;
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const quick = useRef<HTMLInputElement>(null);
  const [ownQuery, setOwnQuery] = useState(emptyQuery);
  const [focused, setFocused] = useState(0);
  const anchor = useRef(0);
  const query = props.query ?? ownQuery;
  const selectable = onSelection !== undefined;

  const columns = useColumns(props.columns, props.storageKey, selectable);
  const rows = useRows(props.rows ?? noRows, props.source, props.columns, query);
  const { rowCount, getRow } = rows;
  const keyAt = (index: number) => {
    const row = getRow(index);
    return row === undefined ? undefined : rowKey(row);
  };

  const { from, to, totalPx, reveal } = useRowWindow(scroll, rowCount);
  const source = props.source;
  useEffect(() => {
    if (to > from) source?.ensureRange(from, to);
  }, [source, from, to]);

  const setQuery = (next: TableQuery) => {
    setFocused(0);
    anchor.current = 0;
    scroll.current?.scrollTo({ top: 0 });
    if (props.onQuery) props.onQuery(next);
    else setOwnQuery(next);
  };
  const at = Math.min(focused, Math.max(0, rowCount - 1));
  const moveTo = (index: number) => {
    setFocused(index);
    reveal(index);
  };
  const select = (index: number, ranged: boolean) => {
    if (!onSelection) return;
    const key = keyAt(index);
    if (ranged) onSelection(withRange(selection, anchor.current, index, keyAt));
    else if (key !== undefined) onSelection(toggled(selection, key));
    if (!ranged) anchor.current = index;
  };
  const inspect = (index: number) => {
    const row = getRow(index);
    if (row !== undefined) onInspect?.(row);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // Buttons and fields in the head and in cells keep their own keys.
    if (event.target !== event.currentTarget || event.altKey) return;
    const mod = event.ctrlKey || event.metaKey;
    const pageRows = Math.floor((scroll.current?.clientHeight ?? rowPx * 10) / rowPx) - 2;
    const target = mod ? undefined : nextRow(event.key, at, rowCount, pageRows);
    if (target !== undefined) {
      moveTo(target);
      if (event.shiftKey) select(target, true);
      else anchor.current = target;
    } else if (event.key === 'Enter' && !mod) inspect(at);
    else if (event.key === ' ' && selectable) select(at, event.shiftKey);
    else if (event.key === 'Escape' && selection.size > 0) onSelection?.(nothing);
    else if (event.key === 'a' && mod && selectable && rows.isWhole) selectAll();
    else if (event.key === '/' && !mod) quick.current?.focus();
    else return;
    event.preventDefault();
  };

  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    if (!(event.target instanceof Element)) return;
    const index = Number(event.target.closest('[data-index]')?.getAttribute('data-index') ?? Number.NaN);
    if (Number.isNaN(index) || event.target.closest('a, button, input, [role="menu"]')) return;
    setFocused(index);
    const onCheck = event.target.closest('[data-check]') !== null;
    if (selectable && event.shiftKey) select(index, true);
    else if (selectable && (onCheck || event.ctrlKey || event.metaKey)) select(index, false);
    else {
      anchor.current = index;
      inspect(index);
    }
  };

  const selectAll = () => {
    if (selection.size > 0) onSelection?.(nothing);
    else if (rows.isWhole) onSelection?.(withRange(nothing, 0, rowCount - 1, keyAt));
  };
  const allSelected = selection.size === 0 ? false : rows.isWhole && selection.size >= rowCount ? true : 'mixed';

  const onExport = props.onExport;
  const state = tableState(props, rowCount, query, () => setQuery(emptyQuery));
  return (
    <div className="hr-table">
      <TableToolbar
        label={label}
        columns={props.columns}
        query={query}
        onQuery={setQuery}
        rowCount={rowCount}
        totalCount={props.rows?.length}
        selectedCount={selection.size}
        quickRef={quick}
        chooser={<ColumnChooser columns={props.columns} shown={columns.shown} model={columns.table} />}
        onExport={
          onExport &&
          (() =>
            onExport({
              columnIds: columns.shown.map((column) => column.id),
              query,
              ...(rows.isWhole ? { csv: () => rows.csv(columns.shown) } : {}),
            }))
        }
      >
        {props.toolbar}
      </TableToolbar>
      <div
        ref={scroll}
        role="grid"
        className="hr-table-scroll"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={rowCount + 1}
        aria-colcount={columns.shown.length + (selectable ? 1 : 0)}
        aria-multiselectable={selectable || undefined}
        aria-busy={props.loading || undefined}
        aria-activedescendant={at >= from && at < to ? `${id}-${at}` : undefined}
        style={{ '--hr-columns': columns.template } as React.CSSProperties}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <div role="presentation" className="hr-table-wide" style={{ minWidth: columns.leastPx }}>
          <TableHead
            columns={columns.shown}
            model={columns.table}
            query={query}
            onQuery={setQuery}
            filler={columns.filler}
            allSelected={selectable ? allSelected : undefined}
            onSelectAll={selectAll}
          />
          <div role="rowgroup" className="hr-table-body" style={{ height: totalPx }}>
            {Array.from({ length: Math.max(0, to - from) }, (_, offset) => {
              const index = from + offset;
              const row = getRow(index);
              const key = row === undefined ? undefined : rowKey(row);
              return (
                <TableRow
                  key={key ?? index}
                  id={`${id}-${index}`}
                  row={row}
                  index={index}
                  topPx={index * rowPx}
                  columns={columns.shown}
                  selectable={selectable}
                  selected={key !== undefined && selection.has(key)}
                  inspected={key !== undefined && key === props.inspectedKey}
                  focused={index === at}
                  gone={row !== undefined && rowState?.(row) === 'gone'}
                />
              );
            })}
          </div>
        </div>
      </div>
      {state === undefined ? null : <div className="hr-table-state">{state}</div>}
    </div>
  );
}

/** What stands in for rows: an error, the wait for the first ones, nothing at all, or nothing that matches. */
function tableState<R>(props: DataTableProps<R>, rowCount: number, query: TableQuery, onClear: () => void): ReactNode {
  if (props.error !== undefined && props.error !== null) return props.error;
  if (rowCount > 0) return undefined;
  if (props.loading) return <p className="dim">Reading {props.label.toLowerCase()} …</p>;
  if (isFiltered(query)) {
    return (
      <p className="mid">
        No row matches.{' '}
        <button type="button" className="hr-button" data-variant="quiet" data-size="small" onClick={onClear}>
          Clear filters
        </button>
      </p>
    );
  }
  return props.empty ?? <p className="dim">Nothing here yet.</p>;
}
