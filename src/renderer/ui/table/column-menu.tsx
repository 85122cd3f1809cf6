import { Popover } from '@mantine/core';
import { useState } from 'react';
import { Button } from '../button.tsx';
import { SelectField, TextField } from '../fields.tsx';
import type { IconComponent } from '../icon.tsx';
import {
  IconArrowDown,
  IconArrowLeft,
  IconArrowRight,
  IconArrowUp,
  IconChevronDown,
  IconEyeOff,
  IconRefresh,
} from '../icons.ts';
import type { TableColumn, TableQuery } from './types.ts';

export interface ColumnMenuProps<R> {
  readonly column: TableColumn<R>;
  readonly query: TableQuery;
  readonly onQuery: (query: TableQuery) => void;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isOnly: boolean;
  readonly onMove: (step: -1 | 1) => void;
  readonly onHide: () => void;
  readonly onResetWidth: () => void;
}

/** Everything about one column that the pointer does by dragging, for the keyboard too, and its filter. */
export function ColumnMenu<R>(props: ColumnMenuProps<R>) {
  const { column, query, onQuery } = props;
  const [opened, setOpened] = useState(false);
  const filter = query.filters[column.id] ?? '';
  const setFilter = (text: string) => onQuery({ ...query, filters: { ...query.filters, [column.id]: text } });
  const sort = (direction: 'ascending' | 'descending') => {
    onQuery({ ...query, sort: { columnId: column.id, direction } });
    setOpened(false);
  };
  const item = (label: string, Icon: IconComponent, onClick: () => void, off = false) => (
    <button
      type="button"
      className="hr-table-menu-item"
      aria-disabled={off || undefined}
      onClick={() => {
        if (off) return;
        onClick();
        setOpened(false);
      }}
    >
      <Icon size={14} />
      {label}
    </button>
  );
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={220} trapFocus returnFocus withinPortal>
      <Popover.Target>
        <button
          type="button"
          className="hr-table-more"
          aria-label={`Column ${column.header}`}
          aria-expanded={opened}
          onClick={() => setOpened((value) => !value)}
        >
          <IconChevronDown size={12} />
        </button>
      </Popover.Target>
      <Popover.Dropdown className="hr-table-menu" aria-label={`Column ${column.header}`}>
        {column.filterable === false ? null : (
          <div className="hr-table-menu-filter">
            {column.options ? (
              <SelectField
                label={`Only ${column.header.toLowerCase()}`}
                data={[...column.options]}
                value={filter === '' ? null : filter}
                placeholder="Any"
                clearable
                comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
                onChange={(value) => setFilter(value ?? '')}
              />
            ) : (
              <TextField
                data-autofocus
                label={`${column.header} contains`}
                value={filter}
                onChange={(event) => setFilter(event.currentTarget.value)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') setOpened(false);
                }}
              />
            )}
            {filter === '' ? null : (
              <Button size="small" variant="quiet" onClick={() => setFilter('')}>
                Clear filter
              </Button>
            )}
          </div>
        )}
        {column.sortable === false ? null : (
          <>
            {item('Sort ascending', IconArrowUp, () => sort('ascending'))}
            {item('Sort descending', IconArrowDown, () => sort('descending'))}
          </>
        )}
        {item('Move left', IconArrowLeft, () => props.onMove(-1), props.isFirst)}
        {item('Move right', IconArrowRight, () => props.onMove(1), props.isLast)}
        {item('Reset width', IconRefresh, props.onResetWidth)}
        {item('Hide column', IconEyeOff, props.onHide, props.isOnly)}
      </Popover.Dropdown>
    </Popover>
  );
}
