import { z } from 'zod';

/**
 * A refusal is an answer, not a defect: it says what was refused, why with the figures, and what to do next.
 * `code` is stable and lower case, `module.reason`, so that scripts can branch on it and people can quote it.
 */
export const refusalSchema = z.object({
  code: z.string().regex(/^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$/),
  message: z.string().min(1),
  reasons: z.array(z.string()).default([]),
  whatToDo: z.string().min(1),
  /** Field name to the sentence shown beside that field, for forms. */
  fields: z.record(z.string(), z.string()).optional(),
});
export type Refusal = z.infer<typeof refusalSchema>;
