import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Feed } from './feed.ts';

const feedOf = (capacity: number) => new Feed({ capacity, epoch: 'one', nowMs: () => 5 });

it('gives every reader each event once, in order, or says resync', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.array(
        fc.oneof(
          fc.record({ publish: fc.integer({ min: 1, max: 12 }) }),
          fc.record({ read: fc.integer({ min: 1, max: 6 }) }),
        ),
        { maxLength: 60 },
      ),
      (capacity, steps) => {
        const feed = feedOf(capacity);
        let { cursor } = feed.read(undefined, 1);
        let published = 0;
        let seen = 0;
        for (const step of steps) {
          if ('publish' in step) {
            feed.publish(Array.from({ length: step.publish }, () => ({ topic: 't', change: 'updated' as const })));
            published += step.publish;
            continue;
          }
          const batch = feed.read(cursor, step.read);
          cursor = batch.cursor;
          if (batch.resync) {
            expect(published - seen).toBeGreaterThan(capacity);
            seen = published;
          } else {
            const expected = Array.from(
              { length: Math.min(step.read, published - seen) },
              (_, index) => seen + index + 1,
            );
            expect(batch.events.map((event) => event.sequence)).toEqual(expected);
            seen += batch.events.length;
          }
        }
      },
    ),
  );
});

it.each(['', 'two.1', 'one', 'one.', 'one.-1', 'one.99', 'one.1e3', '.'])(
  'answers the cursor %j of another run with resync',
  (cursor) => {
    const feed = feedOf(4);
    expect(feed.read(cursor, 10)).toEqual({ events: [], cursor: 'one.0', resync: true });
  },
);

it('wakes a waiting reader at once, and forgets one that was aborted', async () => {
  const feed = feedOf(4);
  const { cursor } = feed.read(undefined, 1);
  const next = feed.next(cursor, 10, 60_000);
  expect(feed.waitingCount).toBe(1);
  feed.publish([{ topic: 't', change: 'created' }]);
  expect((await next).events).toMatchObject([{ topic: 't', atMs: 5 }]);
  const stop = new AbortController();
  const later = feed.next((await next).cursor, 10, 60_000, stop.signal);
  stop.abort();
  expect((await later).events).toEqual([]);
  expect(feed.waitingCount).toBe(0);
});
