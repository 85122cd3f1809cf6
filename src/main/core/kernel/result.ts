import type { Refusal } from '../../../shared/refusal.ts';

/** What a command answers: a value, or a refusal with its reasons. Exceptions are for defects. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal };

export const granted = <Value>(value: Value): Result<Value> => ({ ok: true, value });

export function refused(refusal: Omit<Refusal, 'reasons'> & { reasons?: string[] }): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { reasons: [], ...refusal } };
}
