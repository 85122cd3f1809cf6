import { ORPCError } from '@orpc/client';
import { type Refusal, refusalSchema } from '../../shared/refusal.ts';

/** The refusal inside an error of a call; undefined for everything else (a lost connection, a defect). */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof ORPCError) || error.code !== 'REFUSED') return undefined;
  const parsed = refusalSchema.safeParse(error.data);
  return parsed.success ? parsed.data : undefined;
}

/** What was sent can't be right, whoever looks at it: an address with a malformed id, a field core knows better. */
export const isNotAccepted = (error: unknown): boolean => error instanceof ORPCError && error.code === 'BAD_REQUEST';

/** One sentence for a toast, whatever went wrong. */
export function explain(error: unknown): string {
  const refusal = refusalOf(error);
  if (refusal !== undefined) return `${refusal.message} ${refusal.whatToDo}`;
  if (isNotAccepted(error)) return 'Core did not accept what was sent. Check the fields.';
  if (error instanceof ORPCError && error.code === 'INTERNAL_SERVER_ERROR')
    return 'Core failed. Its log says why; nothing was changed.';
  return error instanceof Error ? error.message : String(error);
}
