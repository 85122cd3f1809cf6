import { Popover } from '@mantine/core';
import { useState } from 'react';
import { Button } from '../button.tsx';
import { CheckField } from '../fields.tsx';
import { IconColumns } from '../icons.ts';
import type { TableColumn } from './types.ts';
import type { ColumnModel } from './use-columns.ts';

export interface ColumnChooserProps<R> {
  readonly columns: readonly TableColumn<R>[];
  readonly shown: readonly TableColumn<R>[];
  readonly model: ColumnModel;
}

/** Which columns are shown; the last one can't be hidden. */
export function ColumnChooser<R>({ columns, shown, model }: ColumnChooserProps<R>) {
  const [opened, setOpened] = useState(false);
  const visible = new Set(shown.map((column) => column.id));
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={220} trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="small"
          variant="quiet"
          icon={IconColumns}
          aria-expanded={opened}
          onClick={() => setOpened((value) => !value)}
        >
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="hr-table-menu" aria-label="Columns">
        <ul className="hr-table-chooser">
          {columns.map((column) => (
            <li key={column.id}>
              <CheckField
                label={column.header}
                checked={visible.has(column.id)}
                disabled={visible.size === 1 && visible.has(column.id)}
                onChange={(event) => model.getColumn(column.id)?.toggleVisibility(event.currentTarget.checked)}
              />
            </li>
          ))}
        </ul>
        <Button
          size="small"
          variant="quiet"
          onClick={() => {
            model.setColumnVisibility(
              Object.fromEntries(columns.filter((column) => column.hidden).map((column) => [column.id, false])),
            );
            model.setColumnOrder([]);
            model.setColumnSizing({});
          }}
        >
          Reset columns
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
