// biome-ignore-all lint/a11y/useSemanticElements: a native table can't be virtual and keep its column widths.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its row by aria-activedescendant.
import type { DragEvent } from 'react';
import { IconArrowDown, IconArrowUp, IconCheck, IconFilter, IconMinus } from '../icons.ts';
import { ColumnMenu } from './column-menu.tsx';
import type { TableColumn, TableQuery } from './types.ts';
import type { ColumnModel } from './use-columns.ts';

export interface TableHeadProps<R> {
  readonly columns: readonly TableColumn<R>[];
  readonly model: ColumnModel;
  readonly query: TableQuery;
  readonly onQuery: (query: TableQuery) => void;
  readonly filler: boolean;
  /** Undefined where rows can't be selected. */
  readonly allSelected: boolean | 'mixed' | undefined;
  /** Undefined where all rows can't be named at once; the box then only clears. */
  readonly onSelectAll: () => void;
}

/** The titles: a press sorts, the small arrow opens the rest, the edge resizes, dragging reorders. */
export function TableHead<R>(props: TableHeadProps<R>) {
  const { columns, model, query, onQuery, allSelected } = props;
  const firstCell = allSelected === undefined ? 1 : 2;
  const headers = new Map(model.getFlatHeaders().map((header) => [header.id, header]));
  const moveTo = (dragged: string, target: string) => {
    const order = columns.map((column) => column.id).filter((id) => id !== dragged);
    order.splice(order.indexOf(target), 0, dragged);
    model.setColumnOrder(order);
  };
  const drop = (event: DragEvent<HTMLElement>, target: string) => {
    const dragged = event.dataTransfer.getData('text/x-column');
    if (dragged === '' || dragged === target) return;
    event.preventDefault();
    moveTo(dragged, target);
  };
  return (
    <div role="rowgroup" className="hr-table-head">
      <div role="row" className="hr-table-row" aria-rowindex={1}>
        {allSelected === undefined ? null : (
          <div role="columnheader" aria-colindex={1} className="hr-table-check">
            <button
              type="button"
              role="checkbox"
              aria-checked={allSelected}
              aria-label="Select all rows"
              className="hr-check"
              data-on={allSelected === true || undefined}
              data-half={allSelected === 'mixed' || undefined}
              onClick={props.onSelectAll}
            >
              {allSelected === true ? <IconCheck size={12} /> : null}
              {allSelected === 'mixed' ? <IconMinus size={12} /> : null}
            </button>
          </div>
        )}
        {columns.map((column, at) => {
          const sorted = query.sort?.columnId === column.id ? query.sort.direction : undefined;
          const filtered = (query.filters[column.id] ?? '') !== '';
          const header = headers.get(column.id);
          const sortable = column.sortable !== false;
          const title = (
            <>
              <span className="ellipsis">{column.header}</span>
              {sorted === 'ascending' ? <IconArrowUp size={12} /> : null}
              {sorted === 'descending' ? <IconArrowDown size={12} /> : null}
              {filtered ? <IconFilter size={12} label="filtered" /> : null}
            </>
          );
          return (
            <div
              role="columnheader"
              key={column.id}
              aria-colindex={at + firstCell}
              aria-sort={sortable ? (sorted ?? 'none') : undefined}
              className="hr-table-title"
              data-align={column.align}
              data-sorted={sorted}
              draggable
              onDragStart={(event) => event.dataTransfer.setData('text/x-column', column.id)}
              onDragOver={(event) => {
                if (event.dataTransfer.types.includes('text/x-column')) event.preventDefault();
              }}
              onDrop={(event) => drop(event, column.id)}
            >
              {sortable ? (
                <button
                  type="button"
                  className="hr-table-sort"
                  onClick={() => onQuery({ ...query, sort: nextSort(column.id, sorted) })}
                >
                  {title}
                </button>
              ) : (
                <span className="hr-table-sort">{title}</span>
              )}
              <ColumnMenu
                column={column}
                query={query}
                onQuery={onQuery}
                isFirst={at === 0}
                isLast={at === columns.length - 1}
                isOnly={columns.length === 1}
                onMove={(step) => {
                  const target = columns[at + step];
                  if (!target) return;
                  if (step < 0) moveTo(column.id, target.id);
                  else moveTo(target.id, column.id);
                }}
                onHide={() => model.getColumn(column.id)?.toggleVisibility(false)}
                onResetWidth={() => model.getColumn(column.id)?.resetSize()}
              />
              <span
                className="hr-table-edge"
                aria-hidden="true"
                onDoubleClick={() => model.getColumn(column.id)?.resetSize()}
                draggable
                onDragStart={(event) => {
                  event.preventDefault();
                  event.stopPropagation();
                }}
                onMouseDown={(event) => {
                  // A column that grew with the room starts from the width it has, not from the one it asked for.
                  const widthPx = event.currentTarget.parentElement?.offsetWidth;
                  if (widthPx !== undefined) model.setColumnSizing((sizing) => ({ ...sizing, [column.id]: widthPx }));
                  header?.getResizeHandler()(event);
                }}
              />
            </div>
          );
        })}
        {props.filler ? <span aria-hidden="true" /> : null}
      </div>
    </div>
  );
}

/** Ascending, then descending, then the order the rows came in. */
function nextSort(columnId: string, sorted: 'ascending' | 'descending' | undefined): TableQuery['sort'] {
  if (sorted === 'descending') return undefined;
  return { columnId, direction: sorted === 'ascending' ? 'descending' : 'ascending' };
}
