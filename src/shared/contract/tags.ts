import { z } from 'zod';
import { subjectSchema } from '../subject.ts';
import { api, boundedRecord, limitSchema, lineSchema } from './base.ts';

export const tagKeySchema = z
  .string()
  .trim()
  .min(1, 'A tag needs a key.')
  .max(64, 'At most 64 characters.')
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._:/-]*$/u, 'Letters, digits and . _ : / - only, starting with a letter or digit.');
export const tagValueSchema = lineSchema(256);
export const maximumTags = 50;
export const tagsSchema = boundedRecord(tagKeySchema, tagValueSchema, maximumTags, `At most ${maximumTags} tags.`);
export type Tags = z.infer<typeof tagsSchema>;

/** What is stored was checked when it came in. */
export const storedTagsSchema = z.record(z.string(), z.string());

export const tags = {
  of: api
    .route({ method: 'GET', path: '/tags/{kind}/{id}', summary: 'Tags of one resource', tags: ['tags'] })
    .input(subjectSchema)
    .output(storedTagsSchema),
  set: api
    .route({ method: 'PUT', path: '/tags/{kind}/{id}', summary: 'Replace the tags of one resource', tags: ['tags'] })
    .input(subjectSchema.extend({ tags: tagsSchema }))
    .output(storedTagsSchema),
  /** Keys (and, given a key, values) in use, most used first: what a tag editor suggests. */
  suggest: api
    .route({ method: 'GET', path: '/tags', summary: 'Tag keys or values in use', tags: ['tags'] })
    .input(
      z.object({
        key: z.string().max(64).optional(),
        prefix: z.string().max(256).default(''),
        limit: limitSchema(50, 12),
      }),
    )
    .output(z.array(z.object({ text: z.string(), count: z.int() }))),
};
