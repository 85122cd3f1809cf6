import type { CustomerSummary } from '../../../../shared/contract/index.ts';

export interface ListPage {
  readonly rows: readonly CustomerSummary[];
  readonly total: number;
}

const pageRows = 1000;

/**
 * All rows of a query, page by page. Rows that move between two pages while it goes are written once; when the list
 * grew or shrank meanwhile, the caller is told, because a row may then be missing.
 */
export async function exportRows(
  fetchPage: (offset: number, limit: number) => Promise<ListPage>,
  write: (rows: readonly CustomerSummary[], done: number, total: number) => void,
): Promise<{ count: number; changed: boolean }> {
  const seen = new Set<string>();
  let firstTotal: number | undefined;
  let changed = false;
  for (let offset = 0; ; offset += pageRows) {
    const page = await fetchPage(offset, pageRows);
    firstTotal ??= page.total;
    const fresh = page.rows.filter(({ id }) => !seen.has(id));
    if (fresh.length < page.rows.length || page.total !== firstTotal) changed = true;
    for (const { id } of fresh) seen.add(id);
    write(fresh, seen.size, page.total);
    if (page.rows.length === 0 || offset + pageRows >= page.total) return { count: seen.size, changed };
  }
}
