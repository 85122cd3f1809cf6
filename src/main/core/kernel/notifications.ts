import type { Notification, Severity } from '../../../shared/contract/index.ts';
import type { Stamp } from './activity-log.ts';
import type { CatalogReader, CatalogTransaction } from './catalog.ts';
import { inChunks } from './sql.ts';

export interface NewNotification {
  severity: Severity;
  title: string;
  body: string;
  route?: string;
}

export async function insertNotifications(
  tx: CatalogTransaction,
  { nowMs }: Stamp,
  notifications: readonly (NewNotification & { id: string })[],
): Promise<void> {
  for (const chunk of inChunks(notifications, 100)) {
    await tx
      .insertInto('notification')
      .values(
        chunk.map((notification) => ({
          id: notification.id,
          atMs: nowMs,
          severity: notification.severity,
          title: notification.title,
          body: notification.body,
          route: notification.route ?? null,
          readAtMs: null,
          snoozedUntilMs: null,
        })),
      )
      .execute();
  }
}

export async function listNotifications(
  reader: CatalogReader,
  nowMs: number,
  limit: number,
): Promise<{ notifications: Notification[]; unread: number }> {
  const due = reader
    .selectFrom('notification')
    .where((where) => where.or([where('snoozedUntilMs', 'is', null), where('snoozedUntilMs', '<=', nowMs)]));
  const rows = await due.selectAll().orderBy('id', 'desc').limit(limit).execute();
  const { unread } = await due
    .where('readAtMs', 'is', null)
    .select((select) => select.fn.countAll<number>().as('unread'))
    .executeTakeFirstOrThrow();
  return { notifications: rows.map(toNotification), unread };
}

export const toNotification = (row: Omit<Notification, 'severity'> & { severity: string }): Notification => ({
  ...row,
  severity: row.severity as Severity,
});
