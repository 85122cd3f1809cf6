import { z } from 'zod';
import { api, idSchema, limitSchema, timeMsSchema } from './base.ts';

export const severitySchema = z.enum(['info', 'caution', 'critical']);
export type Severity = z.infer<typeof severitySchema>;

export const notificationSchema = z.object({
  id: idSchema,
  atMs: timeMsSchema,
  severity: severitySchema,
  title: z.string(),
  body: z.string(),
  /** Where in the window it leads. */
  route: z.string().nullable(),
  readAtMs: timeMsSchema.nullable(),
  snoozedUntilMs: timeMsSchema.nullable(),
});
export type Notification = z.infer<typeof notificationSchema>;

export const notifications = {
  list: api
    .route({ method: 'GET', path: '/notifications', summary: 'The inbox, newest first', tags: ['notifications'] })
    .input(z.object({ limit: limitSchema(200, 50) }))
    .output(z.object({ notifications: z.array(notificationSchema), unread: z.int() })),
  markRead: api
    .route({
      method: 'POST',
      path: '/notifications/read',
      summary: 'Mark as read; without ids, all of them',
      tags: ['notifications'],
    })
    .input(z.object({ ids: z.array(idSchema).max(200).optional() }))
    .output(z.object({ unread: z.int() })),
  snooze: api
    .route({
      method: 'POST',
      path: '/notifications/{id}/snooze',
      summary: 'Hide one until a time',
      tags: ['notifications'],
    })
    .input(z.object({ id: idSchema, untilMs: timeMsSchema }))
    .output(notificationSchema),
};
