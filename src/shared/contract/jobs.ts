import { z } from 'zod';
import { actorSchema } from './actor.ts';
import { api, idSchema, timeMsSchema } from './base.ts';

/** Long work of core: it says what, how far, and what cancelling keeps. */
export const jobSchema = z.object({
  id: idSchema,
  title: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** 0 to 1, or null while the amount of work is unknown. */
  fraction: z.number().min(0).max(1).nullable(),
  detail: z.string(),
  cancelKeeps: z.string().nullable(),
  result: z.string().nullable(),
  /** A route of the window where the result can be seen. */
  route: z.string().nullable(),
  actor: actorSchema,
  startedAtMs: timeMsSchema,
  endedAtMs: timeMsSchema.nullable(),
});
export type Job = z.infer<typeof jobSchema>;

export const jobs = {
  list: api
    .route({ method: 'GET', path: '/jobs', summary: 'Long work: running and lately ended', tags: ['jobs'] })
    .output(z.array(jobSchema)),
  cancel: api
    .route({ method: 'POST', path: '/jobs/{id}/cancel', summary: 'Cancel a running job', tags: ['jobs'] })
    .input(z.object({ id: idSchema }))
    .output(jobSchema),
};
