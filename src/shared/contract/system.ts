import { z } from 'zod';
import { actorSchema } from './actor.ts';
import { api, idSchema, nameSchema, timeMsSchema } from './base.ts';

export const systemInfoSchema = z.object({
  program: z.literal('Headroom'),
  version: z.string(),
  nowMs: timeMsSchema,
  operator: actorSchema,
  host: z.enum(['desktop', 'headless']),
  catalog: z.object({
    id: z.string(),
    path: z.string(),
    /** A demo catalog holds generated rows and is labelled so wherever it is shown. */
    mode: z.enum(['own', 'demo']),
    createdAtMs: timeMsSchema,
    schemaVersion: z.string(),
    sizeBytes: z.int(),
    integrity: z.enum(['checking', 'sound', 'damaged', 'unknown']),
    integrityDetail: z.string().nullable(),
    sqliteVersion: z.string(),
  }),
});
export type SystemInfo = z.infer<typeof systemInfoSchema>;

export const accessTokenSchema = z.object({
  id: idSchema,
  name: z.string(),
  createdAtMs: timeMsSchema,
  lastUsedAtMs: timeMsSchema.nullable(),
  revokedAtMs: timeMsSchema.nullable(),
});
export type AccessToken = z.infer<typeof accessTokenSchema>;

export const system = {
  info: api
    .route({ method: 'GET', path: '/system', summary: 'What runs here, on which catalog, as whom', tags: ['system'] })
    .output(systemInfoSchema),
  backup: api
    .route({
      method: 'POST',
      path: '/system/backups',
      summary: 'Copy the catalog to a file while it is in use',
      tags: ['system'],
    })
    .input(z.object({ id: idSchema, path: z.string().trim().min(1).max(1000).optional() }))
    .output(z.object({ operationId: idSchema, path: z.string() })),
  tokens: {
    list: api
      .route({ method: 'GET', path: '/system/tokens', summary: 'Named access tokens', tags: ['system'] })
      .output(z.array(accessTokenSchema)),
    create: api
      .route({
        method: 'POST',
        path: '/system/tokens',
        summary: 'Make a named access token; its secret is shown once',
        tags: ['system'],
      })
      .input(z.object({ id: idSchema, name: nameSchema(60) }))
      .output(z.object({ token: accessTokenSchema, secret: z.string() })),
    revoke: api
      .route({
        method: 'POST',
        path: '/system/tokens/{id}/revoke',
        summary: 'End an access token at once',
        tags: ['system'],
      })
      .input(z.object({ id: idSchema }))
      .output(accessTokenSchema),
  },
};
