import { expect, it } from 'vitest';
import { granted, type Kernel, listActivity, listNotifications } from '../kernel/index.ts';
import { temporaryKernel, testActor } from '../testing/temporary-core.ts';
import { markRead, snooze } from './index.ts';

async function notify(kernel: Kernel, ...titles: string[]): Promise<void> {
  for (const title of titles)
    await kernel.write.run(testActor, async (unit) => {
      unit.notify({ severity: 'info', title, body: 'Body.' });
      return granted(undefined);
    });
}

it('marks one or all as read, tells how many are left, and says so to the windows', async () => {
  await using core = temporaryKernel();
  const { kernel, clock } = core;
  await notify(kernel, 'a', 'b', 'c');
  const { notifications, unread } = await listNotifications(kernel.reader, clock.nowMs(), 10);
  expect(unread).toBe(3);
  const { cursor } = kernel.feed.read(undefined, 10);
  const [first] = notifications;
  expect(await markRead(kernel, testActor, { ids: [first?.id ?? ''] })).toEqual({ ok: true, value: { unread: 2 } });
  expect(kernel.feed.read(cursor, 10).events).toMatchObject([{ topic: 'notifications' }]);
  await clock.advance(1000);
  expect(await markRead(kernel, testActor, {})).toEqual({ ok: true, value: { unread: 0 } });
  const after = (await listNotifications(kernel.reader, clock.nowMs(), 10)).notifications;
  expect(after.find(({ id }) => id === first?.id)?.readAtMs).toBe(clock.nowMs() - 1000);
  expect((await listActivity(kernel.reader, { limit: 10 })).entries).toEqual([]);
});

it('hides a snoozed one until its time, and refuses one that is not there', async () => {
  await using core = temporaryKernel();
  const { kernel, clock } = core;
  await notify(kernel, 'a');
  const [only] = (await listNotifications(kernel.reader, clock.nowMs(), 10)).notifications;
  const untilMs = clock.nowMs() + 60_000;
  expect(await snooze(kernel, testActor, { id: only?.id ?? '', untilMs })).toMatchObject({ ok: true });
  expect(await listNotifications(kernel.reader, untilMs - 1, 10)).toEqual({ notifications: [], unread: 0 });
  expect(await listNotifications(kernel.reader, untilMs, 10)).toMatchObject({ unread: 1 });
  expect(await snooze(kernel, testActor, { id: 'none', untilMs })).toMatchObject({
    ok: false,
    refusal: { code: 'notification.unknown' },
  });
});
