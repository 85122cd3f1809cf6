import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useClient } from '../../core/index.ts';
import type { AttentionItem } from './parts.ts';

/** A failed operation has a line of its own, with its retry; its notice would only say it twice. */
const saidElsewhere = '/activity/operations';
const shown = 5;

/** Unread notices that ask for someone. Information stays in the inbox. */
export function useNoticeAttention(): AttentionItem[] {
  const client = useClient();
  const navigate = useNavigate();
  const { data } = useQuery({
    queryKey: ['notifications', 'attention'],
    queryFn: ({ signal }) => client.notifications.list({ limit: 50 }, { signal }),
  });
  return (data?.notifications ?? [])
    .filter(({ severity, readAtMs, route }) => severity !== 'info' && readAtMs === null && route !== saidElsewhere)
    .slice(0, shown)
    .map(({ id, severity, title, body, atMs, route }) => ({
      id,
      kind: severity === 'critical' ? ('failed' as const) : ('attention' as const),
      title,
      detail: body,
      atMs,
      actions: [
        ...(route === null ? [] : [{ label: 'Open', onRun: () => void navigate({ to: route }) }]),
        { label: 'Mark read', onRun: () => void client.notifications.markRead({ ids: [id] }) },
      ],
    }));
}
