import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { CustomerSummary } from '../../../../shared/contract/index.ts';
import { useClient } from '../../../core/index.ts';
import { createWindowSource, type RowSource, type TableQuery, type WindowSource } from '../../../ui/index.ts';
import { toListInput } from './list-query.ts';
import { useTopicVersion } from './use-topic-version.ts';

const nothingYet: RowSource<CustomerSummary> = { rowCount: 0, getRow: () => undefined, ensureRange: () => undefined };
/** Between two key presses; a query a letter would only be given up again. */
const typingMs = 150;

/**
 * The rows of a query, a window at a time. While the rows of the next query are on their way, those of the last one
 * stay, so that the table never blinks empty; when the feed says that customers changed, what is in sight is read again.
 */
export function useCustomerWindow(query: TableQuery) {
  const client = useClient();
  const [settled] = useDebouncedValue(query, typingMs);
  const input = useMemo(() => toListInput(settled), [settled]);
  const version = useTopicVersion(['customers']);
  const shown = useRef<WindowSource<CustomerSummary>>(undefined);
  const [source, setSource] = useState<RowSource<CustomerSummary>>();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const next = createWindowSource<CustomerSummary>({
      fetchPage: async (offset, limit, signal) => {
        const page = await client.customers.list({ ...input, offset, limit }, { signal });
        return { rows: page.rows, rowCount: page.total };
      },
      onError: setError,
    });
    next.subscribe(() => {
      setError(undefined);
      if (shown.current === next) return;
      shown.current?.close();
      shown.current = next;
      setSource(next);
    });
    return () => {
      if (shown.current !== next) next.close();
    };
  }, [client, input, attempt]);

  useEffect(() => {
    if (version > 1) shown.current?.refresh();
  }, [version]);

  return {
    source: source ?? nothingYet,
    isReady: source !== undefined,
    error,
    retry: () => {
      setError(undefined);
      setAttempt((count) => count + 1);
    },
  };
}
