import type { CustomerFields } from '../../../../shared/contract/index.ts';
import { asKept, type FieldPath, fieldAt, fieldPaths, withField } from './customer-fields.ts';

/** A field that somebody else changed while a form was open. */
export interface FieldConflict {
  readonly path: FieldPath;
  /** When the form was opened. */
  readonly before: string;
  /** Now, in the catalog. */
  readonly theirs: string;
  /** In the form; undefined where the form left the field alone, or says the same. */
  readonly mine: string | undefined;
}

/** What others changed between opening the form and now, with what the form says about the same fields. */
export function conflictsOf(opened: CustomerFields, form: CustomerFields, now: CustomerFields): FieldConflict[] {
  const mine = asKept(form);
  return fieldPaths.flatMap((path) => {
    const [before, theirs, own] = [fieldAt(opened, path), fieldAt(now, path), fieldAt(mine, path)];
    if (before === theirs) return [];
    return [{ path, before, theirs, mine: own === before || own === theirs ? undefined : own }];
  });
}

/** The fields that the form changed, in its own words. */
export function changedPaths(opened: CustomerFields, form: CustomerFields): FieldPath[] {
  const mine = asKept(form);
  return fieldPaths.filter((path) => fieldAt(opened, path) !== fieldAt(mine, path));
}

/** What is in the catalog now, with the form's own changes on top. */
export function rebase(opened: CustomerFields, form: CustomerFields, now: CustomerFields): CustomerFields {
  return changedPaths(opened, form).reduce((fields, path) => withField(fields, path, form), now);
}
