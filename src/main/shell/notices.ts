import type { FeedBatch, Notification } from '../../shared/contract/index.ts';
import type { CoreToShell } from './core-messages.ts';

export interface Inbox {
  list(): Promise<{ notifications: Notification[]; unread: number }>;
  /** Batches of what changed in core, for as long as the signal lives. */
  follow(signal: AbortSignal): AsyncIterable<FeedBatch>;
}

/** A title or text is cut to what a notification can show; the inbox has the whole. */
const longestTitle = 120;
const longestBody = 500;

/**
 * Brings the inbox to the desktop: how much is unread, and a notification for what is new and asks for someone. Ids sort
 * by time, so "new" is a comparison; what was there before core started is counted and not announced again.
 */
export async function announceInbox(
  inbox: Inbox,
  post: (message: CoreToShell) => void,
  signal: AbortSignal,
): Promise<void> {
  const first = await inbox.list();
  let newestId = newestOf(first.notifications, '');
  let count = first.unread;
  post({ type: 'attention', count });
  for await (const batch of inbox.follow(signal)) {
    if (!batch.resync && !batch.events.some(({ topic }) => topic === 'notifications')) continue;
    const read = await inbox.list().catch(() => undefined);
    // Core could not read them just now; what is new is still new at the next change.
    if (read === undefined) continue;
    const { notifications, unread } = read;
    for (const notification of worthAnnouncing(notifications, newestId)) {
      post({
        type: 'notify',
        title: cut(notification.title, longestTitle),
        body: cut(notification.body, longestBody),
        route: notification.route ?? '/',
      });
    }
    newestId = newestOf(notifications, newestId);
    if (unread !== count) post({ type: 'attention', count: unread });
    count = unread;
  }
}

/** Oldest first, as they happened. Healthy is silent: information stays in the inbox. */
export function worthAnnouncing(notifications: readonly Notification[], newestId: string): Notification[] {
  return notifications
    .filter(({ id, severity, readAtMs }) => id > newestId && severity !== 'info' && readAtMs === null)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

function newestOf(notifications: readonly Notification[], least: string): string {
  return notifications.reduce((newest, { id }) => (id > newest ? id : newest), least);
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
