import type { FieldChange } from '../../../shared/contract/index.ts';
import { type CustomerColumns, customerColumns, fieldPathOf } from './model.ts';

const asText = (value: unknown): string | null => {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** A tag may be named `constructor`; only what the thing itself holds counts. */
const valueIn = (thing: object | undefined, name: string): unknown =>
  thing !== undefined && Object.hasOwn(thing, name) ? thing[name as keyof typeof thing] : undefined;

/**
 * What differs between two states of one thing, for its history. Before undefined: it was made; after undefined: it
 * was removed, and then the changes hold all of it, so that it can be put back.
 */
export function changesOf<Thing extends object>(
  before: Thing | undefined,
  after: Thing | undefined,
  prefix = '',
): FieldChange[] {
  return Object.keys({ ...before, ...after }).flatMap((name) => {
    const change = { field: prefix + name, before: asText(valueIn(before, name)), after: asText(valueIn(after, name)) };
    return change.before === change.after ? [] : [change];
  });
}

/** The same for a customer's own fields, under their paths in the contract. Fields that are and stay empty are left out. */
export function customerChanges(
  before: CustomerColumns | undefined,
  after: CustomerColumns | undefined,
): FieldChange[] {
  return customerColumns.flatMap((column) => {
    const change = { field: fieldPathOf(column), before: asText(before?.[column]), after: asText(after?.[column]) };
    return (change.before ?? '') === (change.after ?? '') ? [] : [change];
  });
}

export const tagChanges = (
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): FieldChange[] => changesOf(before, after, 'tag:');
