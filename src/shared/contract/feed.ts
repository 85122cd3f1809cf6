import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { subjectSchema } from '../subject.ts';
import { api, timeMsSchema } from './base.ts';

export const feedEventSchema = z.object({
  sequence: z.int().min(1),
  atMs: timeMsSchema,
  /** The module whose data changed: 'customers', 'jobs', 'notifications' … */
  topic: z.string(),
  change: z.enum(['created', 'updated', 'removed', 'progress']),
  subject: subjectSchema.optional(),
});
export type FeedEvent = z.infer<typeof feedEventSchema>;

export const feedBatchSchema = z.object({
  events: z.array(feedEventSchema),
  /** Hand this back to get what comes next. */
  cursor: z.string(),
  /** True: events were lost to this reader (it was too slow, or core restarted). Read again what you show. */
  resync: z.boolean(),
});
export type FeedBatch = z.infer<typeof feedBatchSchema>;

export const feed = {
  /**
   * The reader asks for the next batch when it has dealt with the last: a slow reader can never make core buffer for
   * it, and a reconnected one goes on from its cursor.
   */
  read: api
    .route({
      method: 'GET',
      path: '/feed',
      summary: 'Next batch of events after a cursor; waits for one',
      tags: ['feed'],
    })
    .input(
      z.object({
        cursor: z.string().max(80).optional(),
        limit: z.coerce.number().int().min(1).max(1000).default(500),
        waitMs: z.coerce.number().int().min(0).max(25_000).default(20_000),
      }),
    )
    .output(feedBatchSchema),
  /** The same feed as server-sent events, for scripts that prefer to listen. One batch is in flight at a time. */
  watch: api
    .route({ method: 'GET', path: '/feed/watch', summary: 'Batches of events as server-sent events', tags: ['feed'] })
    .input(z.object({ cursor: z.string().max(80).optional() }))
    .output(eventIterator(feedBatchSchema)),
};
