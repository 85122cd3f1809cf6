import { z } from 'zod';

/** What a mutation, decision, operation or tag is about: any resource of any module, named the same way everywhere. */
export const subjectSchema = z.object({
  kind: z
    .string()
    .regex(/^[a-z]+(?:-[a-z]+)*$/)
    .max(40),
  id: z.string().min(1).max(64),
});
export type Subject = z.infer<typeof subjectSchema>;
