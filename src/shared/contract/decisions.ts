import { z } from 'zod';
import { subjectSchema } from '../subject.ts';
import { actorSchema } from './actor.ts';
import { api, limitSchema, timeMsSchema } from './base.ts';

/** A recorded choice with its inputs, so that anyone can ask "why?". */
export const decisionSchema = z.object({
  id: z.string(),
  atMs: timeMsSchema,
  /** Which decision function, with its version: 'merge v1'. */
  kind: z.string(),
  outcome: z.enum(['granted', 'granted-in-part', 'refused', 'chosen', 'noted']),
  /** One sentence: what was decided. */
  summary: z.string(),
  reasons: z.array(z.string()),
  /** What the decision saw; enough to decide again. */
  inputs: z.json(),
  actor: actorSchema,
  subjects: z.array(subjectSchema),
});
export type Decision = z.infer<typeof decisionSchema>;

export const decisions = {
  list: api
    .route({ method: 'GET', path: '/decisions', summary: 'Decisions, newest first', tags: ['decisions'] })
    .input(
      z.object({
        subjectKind: z.string().max(40).optional(),
        subjectId: z.string().max(64).optional(),
        outcome: decisionSchema.shape.outcome.optional(),
        beforeId: z.string().max(64).optional(),
        limit: limitSchema(500, 50),
      }),
    )
    .output(z.object({ decisions: z.array(decisionSchema), more: z.boolean() })),
};
