import { granted, type Result, refused } from '../../kernel/index.ts';
import { formatCount } from '../format-count.ts';
import { type ImportColumn, readHeader } from './columns.ts';
import { type CsvRecord, detectSeparator, lineBreaksIn, readCsv } from './read-csv.ts';
import { type ReadRow, readRow } from './read-row.ts';

export interface ImportFile {
  columns: ImportColumn[];
  /** The rows in pieces, each with how much of the file it ends at, 0 to 1. Read as it is asked for. */
  pieces(): Generator<{ rows: ReadRow[]; fraction: number }>;
}

/** So much is planned and written at once: short enough that nobody waits for core meanwhile, however wide the rows are. */
export const rowsAPiece = 150;
const cellsAPiece = 4000;
const charsAPiece = 131_072;
export const maximumImportLines = 250_000;

export function openImportFile(csv: string): Result<ImportFile> {
  if (lineBreaksIn(csv, maximumImportLines) > maximumImportLines) return tooManyLines();
  const separator = detectSeparator(csv);
  const header = readCsv(csv, separator).next().value;
  if (header === undefined) return emptyFile();
  if (header.problem !== undefined) return badHeader(header.problem);
  const columns = readHeader(header.fields);
  if (!columns.ok) return columns;
  return granted({ columns: columns.value, pieces: () => piecesOf(csv, separator, columns.value) });
}

function* piecesOf(csv: string, separator: string, columns: readonly ImportColumn[]): ReturnType<ImportFile['pieces']> {
  const records = readCsv(csv, separator);
  records.next();
  let piece: CsvRecord[] = [];
  let cells = 0;
  let startsAt = 0;
  const finished = () => ({
    rows: piece.map((record) => readRow(record, columns)),
    fraction: (piece.at(-1)?.endsAt ?? 0) / csv.length,
  });
  for (const record of records) {
    piece.push(record);
    cells += Math.max(record.fields.length, columns.length);
    if (piece.length < rowsAPiece && cells < cellsAPiece && record.endsAt - startsAt < charsAPiece) continue;
    yield finished();
    piece = [];
    cells = 0;
    startsAt = record.endsAt;
  }
  if (piece.length > 0) yield finished();
}

const emptyFile = () =>
  refused({
    code: 'import.empty',
    message: 'The file is empty. Nothing was imported.',
    whatToDo: 'Choose a CSV file with the column names on its first line.',
  });

const badHeader = (problem: string) =>
  refused({
    code: 'import.bad-header',
    message: `The first line can't be read. ${problem} Nothing was imported.`,
    whatToDo: 'Mend the first line; it holds the column names.',
  });

const tooManyLines = () =>
  refused({
    code: 'import.too-many-lines',
    message: `The file has more than ${formatCount(maximumImportLines)} lines, which is the limit. Nothing was imported.`,
    whatToDo: 'Split the file.',
  });
