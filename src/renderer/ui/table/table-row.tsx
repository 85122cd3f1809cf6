// biome-ignore-all lint/a11y/useSemanticElements: a native table can't be virtual and keep its column widths.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its row by aria-activedescendant.
import { memo } from 'react';
import { IconCheck } from '../icons.ts';
import { cellText } from './array-view.ts';
import type { TableColumn } from './types.ts';

export interface TableRowProps<R> {
  readonly id: string;
  readonly row: R | undefined;
  readonly index: number;
  readonly topPx: number;
  readonly columns: readonly TableColumn<R>[];
  readonly selectable: boolean;
  readonly selected: boolean;
  readonly inspected: boolean;
  readonly focused: boolean;
  readonly gone: boolean;
}

function Row<R>(props: TableRowProps<R>) {
  const { row, index, columns, selectable, selected } = props;
  const firstCell = selectable ? 2 : 1;
  return (
    <div
      role="row"
      id={props.id}
      className="hr-table-row"
      aria-rowindex={index + 2}
      aria-selected={selectable ? selected : undefined}
      aria-busy={row === undefined || undefined}
      data-index={index}
      data-selected={selected || undefined}
      data-inspected={props.inspected || undefined}
      data-focused={props.focused || undefined}
      data-gone={props.gone || undefined}
      style={{ transform: `translateY(${props.topPx}px)` }}
    >
      {selectable ? (
        <div role="gridcell" aria-colindex={1} className="hr-table-check" data-check>
          <span className="hr-check" data-on={selected || undefined}>
            {selected ? <IconCheck size={12} /> : null}
          </span>
        </div>
      ) : null}
      {columns.map((column, at) => (
        <div
          role="gridcell"
          key={column.id}
          aria-colindex={at + firstCell}
          className="hr-table-cell"
          data-align={column.align}
          data-mono={column.mono || undefined}
        >
          {row === undefined ? (
            <span className="hr-table-pending" />
          ) : column.cell ? (
            column.cell(row)
          ) : (
            cellText(column.value(row)) || <span className="dim">–</span>
          )}
        </div>
      ))}
    </div>
  );
}

/** One row. Scrolling moves many of them, so a row is drawn again only when something of its own changed. */
export const TableRow = memo(Row) as typeof Row;
