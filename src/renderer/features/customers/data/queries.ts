import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useClient } from '../../../core/index.ts';

/**
 * What this feature reads. Every key begins with the topic of the feed that makes its answer old, so nothing here asks
 * for news by itself.
 */
export const customerKey = (id: string) => ['customers', 'one', id] as const;

export function useCustomer(id: string | undefined) {
  const client = useClient();
  return useQuery({
    queryKey: customerKey(id ?? ''),
    queryFn: ({ signal }) => client.customers.get({ id: id ?? '' }, { signal }),
    enabled: id !== undefined,
  });
}

/** Whether there is any customer at all; a filtered list can't tell. */
export function useAnyCustomer() {
  const client = useClient();
  return useQuery({
    queryKey: ['customers', 'any'],
    queryFn: async ({ signal }) => (await client.customers.list({ state: 'any', limit: 1 }, { signal })).total > 0,
  });
}

export function useDuplicates() {
  const client = useClient();
  return useQuery({
    queryKey: ['customers', 'duplicates'],
    queryFn: ({ signal }) => client.customers.duplicates({ limit: 100 }, { signal }),
  });
}

export function useMergePlan(keepId: string, removeId: string, enabled: boolean) {
  const client = useClient();
  return useQuery({
    queryKey: ['customers', 'merge-plan', keepId, removeId],
    queryFn: ({ signal }) => client.customers.mergePlan({ keepId, removeId }, { signal }),
    enabled,
    retry: false,
  });
}

export function useDecisions(customerId: string, limit: number) {
  const client = useClient();
  return useQuery({
    queryKey: ['decisions', 'customer', customerId, limit],
    queryFn: ({ signal }) =>
      client.decisions.list({ subjectKind: 'customer', subjectId: customerId, limit }, { signal }),
  });
}

export function useRecentHistory(customerId: string, limit: number) {
  const client = useClient();
  return useQuery({
    queryKey: ['activity', 'customer', customerId, 'recent', limit],
    queryFn: ({ signal }) =>
      client.activity.list({ subjectKind: 'customer', subjectId: customerId, limit }, { signal }),
  });
}

export function useHistory(customerId: string, text: string) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: ['activity', 'customer', customerId, 'all', text],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) =>
      client.activity.list(
        {
          subjectKind: 'customer',
          subjectId: customerId,
          limit: 100,
          ...(text === '' ? {} : { text }),
          ...(pageParam === undefined ? {} : { beforeSequence: pageParam }),
        },
        { signal },
      ),
    getNextPageParam: (page) => (page.more ? page.entries.at(-1)?.sequence : undefined),
    placeholderData: (previous) => previous,
  });
}

export function useJob(id: string | undefined) {
  const client = useClient();
  return useQuery({
    queryKey: ['jobs', 'list'],
    queryFn: ({ signal }) => client.jobs.list(undefined, { signal }),
    enabled: id !== undefined,
    select: (jobs) => jobs.find((job) => job.id === id),
  });
}
