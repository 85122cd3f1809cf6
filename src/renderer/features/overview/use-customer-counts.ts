import { useQueries } from '@tanstack/react-query';
import { useClient } from '../../core/index.ts';

export interface CustomerCounts {
  readonly active: number;
  readonly archived: number;
  readonly merged: number;
}

const states = ['active', 'archived', 'merged'] as const;

export function useCustomerCounts(): CustomerCounts | undefined {
  const client = useClient();
  return useQueries({
    queries: states.map((state) => ({
      queryKey: ['customers', 'count', state],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await client.customers.list({ state, limit: 1 }, { signal })).total,
    })),
    combine: ([active, archived, merged]) =>
      active?.data === undefined || archived?.data === undefined || merged?.data === undefined
        ? undefined
        : { active: active.data, archived: archived.data, merged: merged.data },
  });
}
