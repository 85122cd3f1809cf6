import { oc } from '@orpc/contract';
import { z } from 'zod';
import { refusalSchema } from '../refusal.ts';

/** Every procedure can refuse, and refuses in the same shape. */
export const api = oc.errors({ REFUSED: { status: 409, message: 'Refused', data: refusalSchema } });

export const idSchema = z.uuid();
export const timeMsSchema = z.int().min(0);
/** One line of text as people type it: trimmed, no control characters, no half surrogate pairs (no database keeps those). */
export const lineSchema = (maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum, `At most ${maximum} characters.`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here.
    .regex(/^[^\u0000-\u001f\u007f\u2028\u2029\p{Cs}]*$/u, 'Line breaks and control characters are not allowed.');
export const nameSchema = (maximum = 120) => lineSchema(maximum).pipe(z.string().min(1, 'A name is needed.'));

/** Numbers arrive as text in a URL's query; over the socket they are numbers already. */
export const limitSchema = (maximum: number, usual: number) =>
  z.coerce.number().int().min(1).max(maximum).default(usual);
export const offsetSchema = z.coerce.number().int().min(0).max(100_000_000).default(0);

/**
 * A record whose keys are counted before any of them is looked at: a schema that checks first would make an issue of
 * each bad key, and a call of 16 MB has room for a million.
 */
export function boundedRecord<Key extends z.ZodType<string, string>, Value extends z.ZodType>(
  key: Key,
  value: Value,
  maximum: number,
  message = `At most ${maximum} entries.`,
) {
  const record = z.record(key, value);
  return z.preprocess((given: z.input<typeof record>, context) => {
    if (!hasMoreKeys(given, maximum)) return given;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  }, record);
}

function hasMoreKeys(thing: unknown, maximum: number): boolean {
  if (typeof thing !== 'object' || thing === null) return false;
  let count = 0;
  for (const key in thing) {
    if (Object.hasOwn(thing, key)) count += 1;
    if (count > maximum) return true;
  }
  return false;
}
