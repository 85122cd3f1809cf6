import type { z } from 'zod';
import { billingDetailsSchema, customerFieldsSchema, tagValueSchema } from '../../../../shared/contract/index.ts';
import type { CustomerColumn, CustomerColumns } from '../model.ts';
import { headerOf, type ImportColumn } from './columns.ts';
import type { CsvRecord } from './read-csv.ts';

export interface RowError {
  column: string;
  message: string;
}

/** A record of the file after its cells were read. An empty cell says nothing: it neither sets nor clears. */
export interface ReadRow {
  line: number;
  name: string;
  columns: Partial<CustomerColumns>;
  tags: Record<string, string>;
  errors: RowError[];
  /** What the file's columns mean, the same for all of its rows. */
  header: readonly ImportColumn[];
}

const { name, reference, notes } = customerFieldsSchema.shape;
/** The contract's own schemas, so that a file can hold exactly what a form can. */
const schemas = { name, reference, notes, ...billingDetailsSchema.shape } satisfies Record<CustomerColumn, z.ZodType>;

export function readRow(record: CsvRecord, columns: readonly ImportColumn[]): ReadRow {
  const row: ReadRow = { line: record.line, name: '', columns: {}, tags: {}, errors: [], header: columns };
  if (record.problem !== undefined) row.errors.push({ column: '', message: record.problem });
  if (record.fields.slice(columns.length).some((cell) => cell.trim() !== '')) {
    row.errors.push({
      column: '',
      message: `The row has ${record.fields.length} fields and the header ${columns.length}.`,
    });
  }
  columns.forEach(({ header, meaning }, index) => {
    const cell = withoutApostrophe((record.fields[index] ?? '').trim());
    if (meaning.kind === 'ignored' || cell === '') return;
    if (cell.includes('\ufffd') || !cell.isWellFormed()) {
      row.errors.push({ column: header, message: 'Holds a character that could not be read. Save the file as UTF-8.' });
      return;
    }
    const read = meaning.kind === 'tag' ? tagValueSchema.safeParse(cell) : readCell(meaning.column, cell);
    if (!read.success) row.errors.push({ column: header, message: messageOf(read.error) });
    else if (meaning.kind === 'tag') row.tags[meaning.key] = String(read.data);
    else Object.assign(row.columns, { [meaning.column]: read.data });
  });
  row.name = row.columns.name ?? '';
  if (row.name === '' && row.errors.length === 0)
    row.errors.push({ column: headerOf(columns, 'name') ?? 'name', message: 'A name is needed.' });
  return row;
}

function readCell(column: CustomerColumn, cell: string): z.ZodSafeParseResult<string | number> {
  switch (column) {
    case 'countryCode':
    case 'currency':
      return schemas[column].safeParse(cell.toUpperCase());
    case 'paymentTermsDays': {
      // "30", "30 days" and "net 30" are how people write it.
      const days = /^(?:net )?(\d{1,6})(?: ?days?)?$/i.exec(cell)?.[1];
      return schemas.paymentTermsDays.safeParse(days === undefined ? cell : Number(days));
    }
    default:
      return schemas[column].safeParse(cell);
  }
}

/** An export writes an apostrophe before text that a spreadsheet would run as a formula; it is no part of the text. */
const withoutApostrophe = (cell: string): string => (/^'+[=+\-@\t\r\0]/.test(cell) ? cell.slice(1) : cell);

const messageOf = (error: z.ZodError): string => error.issues[0]?.message ?? 'Not a value that fits here.';
