import { useQuery } from '@tanstack/react-query';
import type { Notification } from '../../shared/contract/index.ts';
import { useClient } from '../core/index.ts';

/** A snoozed one comes back by the clock and not by an event, so the inbox is also read once a minute. */
const everyMs = 60_000;
const none: readonly Notification[] = [];

export function useInbox(): readonly Notification[] {
  const client = useClient();
  const query = useQuery({
    queryKey: ['notifications', 'inbox'],
    queryFn: ({ signal }) => client.notifications.list({ limit: 100 }, { signal }),
    refetchInterval: everyMs,
  });
  return query.data?.notifications ?? none;
}
