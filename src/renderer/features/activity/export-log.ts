import { downloadText, type TableColumn, toast } from '../../ui/index.ts';
import { csvLines } from '../../ui/table/csv.ts';
import type { CursorPage } from './use-cursor-rows.ts';

/** A spreadsheet can't open more, and a script asks the HTTP API page by page. */
const mostRows = 100_000;

/** Writes a whole log as CSV: every page of it, and not only what was scrolled to. */
export async function exportLog<Row, Cursor>(options: {
  readonly fileName: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly columnIds: readonly string[];
  readonly fetchPage: (before: Cursor | undefined) => Promise<CursorPage<Row>>;
  readonly cursorOf: (row: Row) => Cursor;
  readonly matches?: ((row: Row) => boolean) | undefined;
}): Promise<void> {
  const columns = options.columnIds.flatMap((id) => options.columns.find((column) => column.id === id) ?? []);
  const rows: Row[] = [];
  let before: Cursor | undefined;
  for (;;) {
    const page = await options.fetchPage(before);
    rows.push(...(options.matches === undefined ? page.rows : page.rows.filter(options.matches)));
    const last = page.rows.at(-1);
    if (!page.more || last === undefined || rows.length >= mostRows) break;
    before = options.cursorOf(last);
  }
  const written = rows.slice(0, mostRows);
  downloadText(
    options.fileName,
    csvLines(
      columns.map((column) => column.header),
      written.map((row) => columns.map((column) => column.value(row))),
    ),
  );
  const cut = rows.length >= mostRows ? ` The file ends at the newest ${mostRows.toLocaleString('en-GB')}.` : '';
  toast({
    title: `${written.length.toLocaleString('en-GB')} rows exported`,
    detail: `They are in ${options.fileName}.${cut}`,
  });
}
