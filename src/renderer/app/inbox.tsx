import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Severity } from '../../shared/contract/index.ts';
import { explain, useClient } from '../core/index.ts';
import { formatDate, formatTime, NotificationInbox, type StatusKind, toast } from '../ui/index.ts';
import { useInbox } from './use-inbox.ts';

const kinds: Record<Severity, StatusKind> = { info: 'running', caution: 'attention', critical: 'failed' };
const hourMs = 3_600_000;

export function Inbox() {
  const client = useClient();
  const navigate = useNavigate();
  const items = useInbox();
  const onError = (error: Error) =>
    toast({ title: 'The inbox was not changed', detail: explain(error), kind: 'failed' });
  const read = useMutation({
    mutationFn: (ids?: string[]) => client.notifications.markRead(ids ? { ids } : {}),
    onError,
  });
  const snooze = useMutation({
    mutationFn: (id: string) => client.notifications.snooze({ id, untilMs: Date.now() + hourMs }),
    onError,
    onSuccess: () => toast({ title: 'Put away', detail: `It comes back at ${formatTime(Date.now() + hourMs)}.` }),
  });
  const nowMs = Date.now();
  return (
    <NotificationInbox
      items={items.map((item) => ({
        id: item.id,
        kind: kinds[item.severity],
        title: item.title,
        detail: item.body === '' ? undefined : item.body,
        when: whenIn(item.atMs, nowMs),
        read: item.readAtMs !== null,
        onOpen: item.route === null ? undefined : () => void navigate({ to: item.route ?? '/' }),
      }))}
      onRead={(id) => read.mutate([id])}
      onReadAll={() => read.mutate(undefined)}
      onSnooze={(id) => snooze.mutate(id)}
    />
  );
}

/** The time alone for what happened today. */
function whenIn(atMs: number, nowMs: number): string {
  const today = formatDate(atMs, nowMs) === formatDate(nowMs, nowMs);
  return today ? formatTime(atMs) : `${formatDate(atMs, nowMs)}, ${formatTime(atMs)}`;
}
