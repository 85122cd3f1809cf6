import type { RowSource } from './types.ts';

export interface RowPage<R> {
  readonly rows: readonly R[];
  /** All rows the query has, not only this page. */
  readonly rowCount: number;
}

export interface WindowSourceOptions<R> {
  readonly fetchPage: (offset: number, limit: number, signal: AbortSignal) => Promise<RowPage<R>>;
  readonly pageSize?: number;
  /** Pages kept; the one used longest ago goes first. */
  readonly maxPages?: number;
  readonly onError?: (error: unknown) => void;
}

export interface WindowSource<R> extends RowSource<R> {
  subscribe(listener: () => void): () => void;
  /** Whether the first page has arrived. */
  readonly isReady: boolean;
  /** Fetches again what is in sight, keeping the old rows until the new ones are there. */
  refresh(): void;
  close(): void;
}

/**
 * A window onto rows that live on the server: pages are fetched as they come into sight, kept in a bounded
 * cache, and given up when they leave sight before they arrived. One source serves one query.
 */
export function createWindowSource<R>(options: WindowSourceOptions<R>): WindowSource<R> {
  const pageSize = options.pageSize ?? 100;
  const maxPages = options.maxPages ?? 40;
  const pages = new Map<number, readonly R[]>();
  const stale = new Set<number>();
  const wanted = new Map<number, AbortController>();
  const listeners = new Set<() => void>();
  let rowCount = 0;
  let isReady = false;
  let closed = false;
  let sight = { first: 0, last: 0 };

  const publish = () => {
    for (const listener of listeners) listener();
  };

  const forgetOldest = () => {
    for (const page of pages.keys()) {
      if (pages.size <= maxPages) return;
      if (page < sight.first || page > sight.last) {
        pages.delete(page);
        stale.delete(page);
      }
    }
  };

  const want = (page: number) => {
    if (closed || wanted.has(page) || (pages.has(page) && !stale.has(page))) return;
    const controller = new AbortController();
    wanted.set(page, controller);
    options.fetchPage(page * pageSize, pageSize, controller.signal).then(
      (result) => {
        if (controller.signal.aborted) return;
        wanted.delete(page);
        stale.delete(page);
        // Set again, so that the order of the map is the order of use.
        pages.delete(page);
        pages.set(page, result.rows);
        rowCount = result.rowCount;
        isReady = true;
        forgetOldest();
        publish();
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        wanted.delete(page);
        options.onError?.(error);
      },
    );
  };

  const ensurePages = (first: number, last: number) => {
    sight = { first, last };
    for (const [page, controller] of wanted) {
      if (page >= first - 1 && page <= last + 1) continue;
      controller.abort();
      wanted.delete(page);
    }
    for (let page = first; page <= last; page++) want(page);
  };

  ensurePages(0, 0);

  return {
    get rowCount() {
      return rowCount;
    },
    get isReady() {
      return isReady;
    },
    getRow: (index) => pages.get(Math.floor(index / pageSize))?.[index % pageSize],
    ensureRange: (from, to) => {
      // A range is what a screen shows; a larger one is a mistake, and is cut to what the cache can hold.
      const last = Math.floor(Math.max(from, to - 1) / pageSize);
      const first = Math.floor(from / pageSize);
      ensurePages(first, Math.min(last, first + maxPages - 1));
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh: () => {
      for (const page of pages.keys()) stale.add(page);
      ensurePages(sight.first, sight.last);
    },
    close: () => {
      closed = true;
      for (const controller of wanted.values()) controller.abort();
      wanted.clear();
      listeners.clear();
    },
  };
}
