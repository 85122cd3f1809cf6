import { z } from 'zod';
import { subjectSchema } from '../subject.ts';
import { actorSchema } from './actor.ts';
import { api, idSchema, limitSchema, timeMsSchema } from './base.ts';

export const operationStateSchema = z.enum(['queued', 'running', 'done', 'failed']);
export type OperationState = z.infer<typeof operationStateSchema>;

/** An intended effect on the world outside the catalog, written with the decision that wants it. */
export const operationSchema = z.object({
  id: idSchema,
  kind: z.string(),
  /** Operations of one lane run one after the other: a host, a file. */
  lane: z.string(),
  subject: subjectSchema,
  summary: z.string(),
  state: operationStateSchema,
  attempts: z.int(),
  maximumAttempts: z.int(),
  nextAttemptAtMs: timeMsSchema.nullable(),
  /** Why the last attempt failed, or what came of it. */
  reason: z.string().nullable(),
  actor: actorSchema,
  createdAtMs: timeMsSchema,
  updatedAtMs: timeMsSchema,
});
export type Operation = z.infer<typeof operationSchema>;

export const operations = {
  list: api
    .route({
      method: 'GET',
      path: '/operations',
      summary: 'Intended effects and how they went, newest first',
      tags: ['operations'],
    })
    .input(
      z.object({
        state: operationStateSchema.optional(),
        subjectKind: z.string().max(40).optional(),
        subjectId: z.string().max(64).optional(),
        beforeId: idSchema.optional(),
        limit: limitSchema(500, 100),
      }),
    )
    .output(z.object({ operations: z.array(operationSchema), more: z.boolean() })),
  retry: api
    .route({
      method: 'POST',
      path: '/operations/{id}/retry',
      summary: 'Queue a failed operation again',
      tags: ['operations'],
    })
    .input(z.object({ id: idSchema }))
    .output(operationSchema),
};
