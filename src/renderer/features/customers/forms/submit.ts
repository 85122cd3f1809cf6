import { explain, refusalOf } from '../../../core/index.ts';

export interface SubmitTrouble {
  /** By the path of the field, for the form. */
  readonly fields: Readonly<Record<string, string>>;
  /** What no single field can say; above the buttons. */
  readonly message: string | undefined;
  readonly code: string;
}

/** What a failed submit says: beside the fields where core named fields, else as a note. */
export function troubleOf(error: unknown, known: readonly string[]): SubmitTrouble {
  const refusal = refusalOf(error);
  if (refusal === undefined) return { fields: {}, message: explain(error), code: 'form.not-saved' };
  const named = Object.entries(refusal.fields ?? {});
  const fields = Object.fromEntries(named.filter(([path]) => known.includes(path)));
  const isSaidBeside = named.length > 0 && named.every(([path]) => known.includes(path));
  const message = [refusal.message, ...refusal.reasons, refusal.whatToDo].join(' ');
  return { fields, message: isSaidBeside ? undefined : message, code: refusal.code };
}
