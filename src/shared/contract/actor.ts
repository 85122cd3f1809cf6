import { z } from 'zod';

/** Who did it: the operating-system user at this desktop, a named access token, or one of Headroom's own schedulers. */
export const actorSchema = z.object({
  kind: z.enum(['os-user', 'token', 'scheduler']),
  name: z.string().min(1).max(120),
});
export type Actor = z.infer<typeof actorSchema>;
