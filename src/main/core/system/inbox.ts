import type { Actor, Notification } from '../../../shared/contract/index.ts';
import { granted, type Kernel, listNotifications, type Result, refused, toNotification } from '../kernel/index.ts';

/** Reading one's inbox changes nothing that others rely on, so it leaves no activity entry. */
export async function markRead(
  kernel: Kernel,
  actor: Actor,
  input: { ids?: string[] | undefined },
): Promise<Result<{ unread: number }>> {
  const result = await kernel.write.run(actor, async ({ tx, nowMs, publish }) => {
    let update = tx.updateTable('notification').set({ readAtMs: nowMs }).where('readAtMs', 'is', null);
    if (input.ids !== undefined) update = update.where('id', 'in', input.ids);
    await update.execute();
    publish({ topic: 'notifications', change: 'updated' });
    return granted(undefined);
  });
  if (!result.ok) return result;
  const { unread } = await listNotifications(kernel.reader, kernel.clock.nowMs(), 1);
  return granted({ unread });
}

export function snooze(
  kernel: Kernel,
  actor: Actor,
  input: { id: string; untilMs: number },
): Promise<Result<Notification>> {
  return kernel.write.run(actor, async ({ tx, publish }) => {
    const row = await tx
      .updateTable('notification')
      .set({ snoozedUntilMs: input.untilMs })
      .where('id', '=', input.id)
      .returningAll()
      .executeTakeFirst();
    if (row === undefined) {
      return refused({
        code: 'notification.unknown',
        message: 'There is no such notification.',
        whatToDo: 'Reload the inbox.',
      });
    }
    publish({ topic: 'notifications', change: 'updated', subject: { kind: 'notification', id: input.id } });
    return granted(toNotification(row));
  });
}
