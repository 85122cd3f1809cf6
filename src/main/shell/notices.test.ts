import { describe, expect, test } from 'vitest';
import type { FeedBatch, Notification } from '../../shared/contract/index.ts';
import { type CoreToShell, coreToShellSchema } from './core-messages.ts';
import { announceInbox } from './notices.ts';

const notification = (number: number, change: Partial<Notification> = {}): Notification => ({
  id: `0190000${number}-0000-7000-8000-000000000000`,
  atMs: number,
  severity: 'critical',
  title: `Host ${number}`,
  body: '',
  route: `/hosts/${number}`,
  readAtMs: null,
  snoozedUntilMs: null,
  ...change,
});
const changed = (topic: string): FeedBatch => ({
  events: [{ sequence: 1, atMs: 0, topic, change: 'created' }],
  cursor: 'e.1',
  resync: false,
});

/** Runs over a list of inboxes, one for each batch of the feed; the first is what core started with. */
async function announced(steps: { batch?: FeedBatch; inbox: Notification[] }[]): Promise<CoreToShell[]> {
  const posted: CoreToShell[] = [];
  let current = steps[0]?.inbox ?? [];
  const inbox = {
    list: async () => ({ notifications: current, unread: current.filter(({ readAtMs }) => readAtMs === null).length }),
    async *follow() {
      for (const step of steps.slice(1)) {
        current = step.inbox;
        yield step.batch ?? changed('notifications');
      }
    },
  };
  await announceInbox(inbox, (message) => void posted.push(message), new AbortController().signal);
  for (const message of posted) expect(coreToShellSchema.safeParse(message).success).toBe(true);
  return posted;
}

describe('announceInbox', () => {
  test('counts what was there and announces only what is new, oldest first', async () => {
    const posted = await announced([
      { inbox: [notification(1)] },
      { inbox: [notification(3), notification(2), notification(1)] },
    ]);
    expect(posted.map((message) => (message.type === 'notify' ? message.title : message))).toEqual([
      { type: 'attention', count: 1 },
      'Host 2',
      'Host 3',
      { type: 'attention', count: 3 },
    ]);
  });

  test('information and what is read already stay in the inbox', async () => {
    const posted = await announced([
      { inbox: [] },
      { inbox: [notification(1, { severity: 'info' }), notification(2, { readAtMs: 5 })] },
    ]);
    expect(posted).toEqual([
      { type: 'attention', count: 0 },
      { type: 'attention', count: 1 },
    ]);
  });

  test('looks at the inbox when it changed or when events were lost, and not otherwise', async () => {
    const later = [notification(1)];
    expect(await announced([{ inbox: [] }, { batch: changed('customers'), inbox: later }])).toHaveLength(1);
    const lost = { events: [], cursor: 'e.9', resync: true };
    expect(await announced([{ inbox: [] }, { batch: lost, inbox: later }])).toHaveLength(3);
  });

  test('a long text is cut, and without a route it leads to the overview', async () => {
    const long = notification(1, { title: 't'.repeat(300), body: 'b'.repeat(3_000), route: null });
    const [, notify] = await announced([{ inbox: [] }, { inbox: [long] }]);
    expect(notify).toMatchObject({ title: `${'t'.repeat(119)}…`, route: '/' });
  });
});
