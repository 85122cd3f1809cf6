import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { RowSource } from '../../ui/index.ts';

export interface CursorPage<Row> {
  readonly rows: readonly Row[];
  readonly more: boolean;
}

export interface CursorRows<Row> {
  readonly source: RowSource<Row>;
  readonly rows: readonly Row[];
  readonly loading: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
  /** "newest 400, older ones as you scroll", or undefined when all of them are here. */
  readonly note: string | undefined;
}

/** Rows from the end of what is here at which the next page is asked for. */
const ahead = 60;
/** Rows read in search of matches before the operator is told to narrow the search. */
const mostScanned = 20_000;

/**
 * Newest first, page by page into the past by a cursor: nobody counts a log that never ends. `matches` is for what
 * core can't filter by itself; then older pages are read until a screen is full or the bound is reached.
 */
export function useCursorRows<Row, Cursor>(options: {
  readonly queryKey: readonly unknown[];
  readonly fetchPage: (before: Cursor | undefined, signal: AbortSignal) => Promise<CursorPage<Row>>;
  readonly cursorOf: (row: Row) => Cursor;
  readonly matches?: ((row: Row) => boolean) | undefined;
}): CursorRows<Row> {
  const { cursorOf, matches } = options;
  const query = useInfiniteQuery<
    CursorPage<Row>,
    Error,
    InfiniteData<CursorPage<Row>>,
    readonly unknown[],
    Cursor | undefined
  >({
    queryKey: options.queryKey,
    queryFn: ({ pageParam, signal }) => options.fetchPage(pageParam as Cursor | undefined, signal),
    initialPageParam: undefined,
    getNextPageParam: (page) => {
      const last = page.rows.at(-1);
      return page.more && last !== undefined ? cursorOf(last) : undefined;
    },
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const read = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const rows = useMemo(() => (matches === undefined ? read : read.filter(matches)), [read, matches]);
  const goesOn = hasNextPage && (matches === undefined || read.length < mostScanned);
  const source = useMemo<RowSource<Row>>(
    () => ({
      rowCount: rows.length,
      getRow: (index) => rows[index],
      ensureRange: (_from, to) => {
        if (goesOn && !isFetchingNextPage && to > rows.length - ahead) void fetchNextPage();
      },
    }),
    [rows, goesOn, isFetchingNextPage, fetchNextPage],
  );
  // A table without rows in sight asks for none, so a search without a match so far goes on from here.
  const searching = rows.length === 0 && goesOn && !isFetchingNextPage && data !== undefined;
  useEffect(() => {
    if (searching) void fetchNextPage();
  }, [searching, fetchNextPage]);
  return {
    source,
    rows,
    loading: query.isPending || searching || (rows.length === 0 && isFetchingNextPage),
    error: query.error,
    retry: () => void query.refetch(),
    note: noteOf(read.length, hasNextPage, goesOn),
  };
}

function noteOf(read: number, hasMore: boolean, goesOn: boolean): string | undefined {
  if (!hasMore) return undefined;
  const count = read.toLocaleString('en-GB');
  return goesOn
    ? `newest ${count} read, older ones as you scroll`
    : `searched the newest ${count}; narrow the filter to go further back`;
}
