import { z } from 'zod';
import { subjectSchema } from '../subject.ts';
import { actorSchema } from './actor.ts';
import { api, limitSchema, timeMsSchema } from './base.ts';

export const fieldChangeSchema = z.object({
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type FieldChange = z.infer<typeof fieldChangeSchema>;

/** One mutation: who, when, what, on which subjects, and what changed. Written in the mutation's own transaction. */
export const activityEntrySchema = z.object({
  sequence: z.int(),
  atMs: timeMsSchema,
  actor: actorSchema,
  command: z.string(),
  summary: z.string(),
  /** The first twenty; one import can have thousands. */
  subjects: z.array(subjectSchema),
  changes: z.array(fieldChangeSchema),
});
export type ActivityEntry = z.infer<typeof activityEntrySchema>;

export const activity = {
  list: api
    .route({ method: 'GET', path: '/activity', summary: 'Mutations, newest first', tags: ['activity'] })
    .input(
      z.object({
        subjectKind: z.string().max(40).optional(),
        subjectId: z.string().max(64).optional(),
        actorName: z.string().max(120).optional(),
        text: z.string().max(200).optional(),
        beforeSequence: z.coerce.number().int().min(1).optional(),
        limit: limitSchema(500, 100),
      }),
    )
    .output(z.object({ entries: z.array(activityEntrySchema), more: z.boolean() })),
};
