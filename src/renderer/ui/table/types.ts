import type { ReactNode } from 'react';

export type CellValue = string | number | bigint | boolean | null | undefined;

export interface TableColumn<R> {
  readonly id: string;
  /** With the unit, once: "CPU, %", "€ today". */
  readonly header: string;
  /** What sorts, filters and exports. */
  readonly value: (row: R) => CellValue;
  /** What is drawn; the value as text unless given. */
  readonly cell?: (row: R) => ReactNode;
  readonly align?: 'left' | 'right';
  /** Names, hashes and addresses. */
  readonly mono?: boolean;
  /** Pixels; 140 unless given. */
  readonly width?: number;
  readonly minWidth?: number;
  /** Its share of the room that is left; 0 unless given. */
  readonly grow?: number;
  /** Hidden until chosen in the column menu. */
  readonly hidden?: boolean;
  readonly sortable?: boolean;
  readonly filterable?: boolean;
  /** The few values it can have: the filter then offers them instead of a text field. */
  readonly options?: readonly string[];
}

export interface TableSort {
  readonly columnId: string;
  readonly direction: 'ascending' | 'descending';
}

/** What the operator asks to see. Sent to the server as it is, or applied here to rows in memory. */
export interface TableQuery {
  readonly sort?: TableSort | undefined;
  /** Text by column id; several must all match. */
  readonly filters: Readonly<Record<string, string>>;
  /** Matches any column. */
  readonly quick: string;
}

export const emptyQuery: TableQuery = { filters: {}, quick: '' };

export function isFiltered(query: TableQuery): boolean {
  return query.quick.trim() !== '' || Object.values(query.filters).some((text) => text !== '');
}

/** Rows of which only a window is here. `getRow` answers undefined for what has not arrived. */
export interface RowSource<R> {
  readonly rowCount: number;
  getRow(index: number): R | undefined;
  /** Asks for rows `from` up to but not including `to`. */
  ensureRange(from: number, to: number): void;
  /** Calls back when rows arrived or the count changed. */
  subscribe?(listener: () => void): () => void;
}

export interface ExportRequest {
  /** The visible columns in their order. */
  readonly columnIds: readonly string[];
  readonly query: TableQuery;
  /** The text itself, for rows in memory. For a windowed source the server writes it. */
  readonly csv?: () => string;
}
