import type { ReactNode, Ref } from 'react';
import { Button } from '../button.tsx';
import { IconDownload, IconSearch, IconX } from '../icons.ts';
import { isFiltered, type TableColumn, type TableQuery } from './types.ts';

export interface TableToolbarProps<R> {
  readonly label: string;
  readonly columns: readonly TableColumn<R>[];
  readonly query: TableQuery;
  readonly onQuery: (query: TableQuery) => void;
  readonly rowCount: number;
  /** All rows without filters, where that is known. */
  readonly totalCount: number | undefined;
  readonly selectedCount: number;
  readonly chooser: ReactNode;
  readonly onExport: (() => void) | undefined;
  readonly quickRef: Ref<HTMLInputElement>;
  readonly children: ReactNode;
}

const count = (value: number) => value.toLocaleString('en-GB');

/** Quick filter, the filters in force, how many rows there are, and what the view adds. */
export function TableToolbar<R>(props: TableToolbarProps<R>) {
  const { label, columns, query, onQuery, rowCount, totalCount, selectedCount } = props;
  const filters = columns.filter((column) => (query.filters[column.id] ?? '') !== '');
  const rows =
    totalCount !== undefined && isFiltered(query)
      ? `${count(rowCount)} of ${count(totalCount)}`
      : `${count(rowCount)} ${rowCount === 1 ? 'row' : 'rows'}`;
  return (
    <div className="hr-table-bar">
      <span className="hr-table-quick">
        <IconSearch size={14} />
        <input
          ref={props.quickRef}
          type="search"
          placeholder="Filter"
          aria-label={`Filter ${label.toLowerCase()}`}
          value={query.quick}
          onChange={(event) => onQuery({ ...query, quick: event.currentTarget.value })}
        />
      </span>
      {filters.map((column) => (
        <span key={column.id} className="hr-tag hr-table-filter">
          {column.header}: {query.filters[column.id]}
          <button
            type="button"
            aria-label={`Clear filter ${column.header}`}
            onClick={() => onQuery({ ...query, filters: { ...query.filters, [column.id]: '' } })}
          >
            <IconX size={12} />
          </button>
        </span>
      ))}
      <span className="hr-table-count" role="status">
        {selectedCount > 0 ? `${count(selectedCount)} selected, ${rows}` : rows}
      </span>
      <span className="grow" />
      {props.children}
      {props.chooser}
      {props.onExport ? (
        <Button size="small" variant="quiet" icon={IconDownload} onClick={props.onExport}>
          Export
        </Button>
      ) : null}
    </div>
  );
}
