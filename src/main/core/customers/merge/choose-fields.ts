import type { MergePlan } from '../../../../shared/contract/index.ts';
import { granted, type Result, refused } from '../../kernel/index.ts';
import { type CustomerColumn, type CustomerColumns, columnLabels, customerColumns, fieldPathOf } from '../model.ts';

export type MergeChoices = Readonly<Record<string, 'keep' | 'take'>>;

/** Field by field where the two differ: whose value stays, and why. */
export function chooseFields(
  keep: CustomerColumns,
  remove: CustomerColumns,
  choices: MergeChoices,
): Result<{ fields: MergePlan['fields']; columns: CustomerColumns }> {
  const paths = new Set(customerColumns.map(fieldPathOf));
  const unknown = Object.keys(choices).find((path) => !paths.has(path));
  if (unknown !== undefined) return unknownField(unknown);
  const columns = { ...keep };
  const fields: MergePlan['fields'] = [];
  for (const column of customerColumns) {
    if (keep[column] === remove[column]) continue;
    const field = fieldPathOf(column);
    const { choice, reason } = choose(column, keep, remove, Object.hasOwn(choices, field) ? choices[field] : undefined);
    if (choice === 'take') take(columns, remove, column);
    fields.push({ field, keepValue: String(keep[column]), removeValue: String(remove[column]), choice, reason });
  }
  return granted({ fields, columns });
}

function choose(
  column: CustomerColumn,
  keep: CustomerColumns,
  remove: CustomerColumns,
  chosen: 'keep' | 'take' | undefined,
): { choice: 'keep' | 'take'; reason: string } {
  if (chosen !== undefined) return { choice: chosen, reason: 'You chose it.' };
  const label = columnLabels[column];
  if (keep[column] === '') return { choice: 'take', reason: `The kept customer has no ${label}.` };
  if (remove[column] === '') return { choice: 'keep', reason: `The removed customer has no ${label}.` };
  return { choice: 'keep', reason: 'Both have one; the kept customer goes on as it is.' };
}

function take<Column extends CustomerColumn>(into: CustomerColumns, from: CustomerColumns, column: Column): void {
  into[column] = from[column];
}

const unknownField = (path: string) =>
  refused({
    code: 'merge.unknown-field',
    message: `A customer has no field ${path}. Nothing was merged.`,
    whatToDo: 'Choose between the fields that the merge plan lists.',
  });
