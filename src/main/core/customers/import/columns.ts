import { tagKeySchema } from '../../../../shared/contract/index.ts';
import { granted, type Result, refused } from '../../kernel/index.ts';
import { type CustomerColumn, columnLabels, customerColumns, fieldPathOf } from '../model.ts';
import { nameKey } from '../name-key.ts';

/** What a column of the file means; nothing: it is shown as ignored. */
export type ColumnMeaning =
  | { kind: 'field'; column: CustomerColumn }
  | { kind: 'tag'; key: string }
  | { kind: 'ignored' };
export interface ImportColumn {
  header: string;
  meaning: ColumnMeaning;
}

/** How headers are spelled in the wild, beside the field's own name and label. Compared by `spellingOf`. */
const spellings: Readonly<Record<CustomerColumn, readonly string[]>> = {
  name: ['customer', 'customer name', 'account', 'account name'],
  reference: ['ref', 'number', 'customer number', 'customer no', 'account number', 'external id'],
  legalName: ['company', 'company name', 'legal entity', 'invoice name'],
  street: ['address', 'street address', 'address line', 'address line 1'],
  postalCode: ['zip', 'zip code', 'postcode', 'post code'],
  city: ['town', 'place'],
  countryCode: ['country'],
  taxId: ['vat', 'vat id', 'vat number', 'vat no', 'tax number', 'org no', 'organisation number'],
  currency: ['invoice currency', 'billing currency'],
  timeZone: ['timezone', 'tz'],
  invoiceEmail: ['invoices to', 'invoice email', 'invoice mail', 'billing email', 'email', 'e mail'],
  paymentTermsDays: ['payment terms', 'terms', 'payment days', 'due days'],
  notes: ['note', 'comment', 'comments', 'remarks'],
};

const longestHeaderChars = 100;

const spellingOf = (header: string): string =>
  nameKey(header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^billing (?!currency|email)/, '');

const columnOfSpelling = new Map(
  customerColumns.flatMap((column) =>
    [column, columnLabels[column], ...spellings[column]].map((spelling) => [spellingOf(spelling), column] as const),
  ),
);

export function readHeader(headers: readonly string[]): Result<ImportColumn[]> {
  const columns = headers.map((header) => ({ header: header.trim(), meaning: meaningOf(header) }));
  const fields = columns.map(({ meaning }) => fieldOf(meaning)).filter((field) => field !== null);
  const twice = fields.find((field, index) => fields.indexOf(field) !== index);
  if (twice !== undefined) return columnTwice(twice, columns);
  return fields.includes('name') ? granted(columns) : noNameColumn(headers);
}

/** A field's path in the contract, `tag:KEY`, or null where the column is ignored. */
export function fieldOf(meaning: ColumnMeaning): string | null {
  if (meaning.kind === 'ignored') return null;
  return meaning.kind === 'tag' ? `tag:${meaning.key}` : fieldPathOf(meaning.column);
}

/** How the file itself calls the column; undefined where it has none. */
export const headerOf = (columns: readonly ImportColumn[], wanted: CustomerColumn): string | undefined =>
  columns.find(({ meaning }) => meaning.kind === 'field' && meaning.column === wanted)?.header;

function meaningOf(header: string): ColumnMeaning {
  const tag = /^\s*tag\s*:(.*)$/iu.exec(header);
  if (tag !== null) {
    const key = tagKeySchema.safeParse(tag[1] ?? '');
    return key.success ? { kind: 'tag', key: key.data } : { kind: 'ignored' };
  }
  // To compare what is longer than any spelling costs the square of its length where it is all accents.
  if (header.length > longestHeaderChars) return { kind: 'ignored' };
  const column = columnOfSpelling.get(spellingOf(header));
  return column === undefined ? { kind: 'ignored' } : { kind: 'field', column };
}

const columnTwice = (field: string, columns: readonly ImportColumn[]) =>
  refused({
    code: 'import.column-twice',
    message: `Two columns mean ${field}: ${columns
      .filter(({ meaning }) => fieldOf(meaning) === field)
      .map(({ header }) => header)
      .join(' and ')}. Nothing was imported.`,
    whatToDo: 'Remove or rename one of them.',
  });

const noNameColumn = (headers: readonly string[]) =>
  refused({
    code: 'import.no-name-column',
    message: 'No column of the file is named Name or Customer. Nothing was imported.',
    reasons: [`The first line reads: ${headers.slice(0, 20).join(' | ').slice(0, 500)}`],
    whatToDo: 'Put the column names on the first line, one of them Name.',
  });
