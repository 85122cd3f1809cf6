import { z } from 'zod';
import { subjectSchema } from '../subject.ts';
import { api, limitSchema } from './base.ts';

export const searchHitSchema = z.object({
  subject: subjectSchema,
  title: z.string(),
  hint: z.string(),
  route: z.string(),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

export const search = {
  find: api
    .route({ method: 'GET', path: '/search', summary: 'Find resources of every module by name', tags: ['search'] })
    .input(z.object({ text: z.string().trim().min(1).max(200), limit: limitSchema(50, 12) }))
    .output(z.array(searchHitSchema)),
};
