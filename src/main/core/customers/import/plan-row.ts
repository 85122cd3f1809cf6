import { type CustomerState, type FieldChange, maximumTags } from '../../../../shared/contract/index.ts';
import { customerChanges, tagChanges } from '../field-changes.ts';
import type { CustomerColumns } from '../model.ts';
import { nameKey } from '../name-key.ts';
import { inWords, labelOf } from '../refusals.ts';
import { headerOf } from './columns.ts';
import type { ReadRow, RowError } from './read-row.ts';

/** What the catalog holds of the rows at hand: by reference (archived too), and by the key of an active name. */
export interface Existing {
  byReference: ReadonlyMap<string, ExistingCustomer>;
  byName: ReadonlyMap<string, ExistingCustomer>;
}
export interface ExistingCustomer {
  id: string;
  state: CustomerState;
  revision: number;
  columns: CustomerColumns;
  tags: Readonly<Record<string, string>>;
}

/** What earlier lines of the file have taken, by line. */
export class Claims {
  readonly names = new Map<string, number>();
  readonly references = new Map<string, number>();
  readonly customers = new Map<string, number>();

  add({ row, ...plan }: RowPlan): void {
    if (plan.action === 'refused') return;
    this.names.set(nameKey(row.name), row.line);
    if (row.columns.reference !== undefined) this.references.set(row.columns.reference, row.line);
    if (plan.action !== 'create') this.customers.set(plan.existing.id, row.line);
  }
}

export type RowPlan = { row: ReadRow; changes: FieldChange[] } & (
  | { action: 'create'; columns: CustomerColumns; tags: Record<string, string> }
  | { action: 'update'; columns: CustomerColumns; tags: Record<string, string>; existing: ExistingCustomer }
  | { action: 'unchanged'; existing: ExistingCustomer }
  | { action: 'refused'; errors: RowError[] }
);

/** What a new customer gets where the file says nothing. */
export const importDefaults: Omit<CustomerColumns, 'name'> = {
  reference: '',
  legalName: '',
  street: '',
  postalCode: '',
  city: '',
  countryCode: '',
  taxId: '',
  currency: 'EUR',
  timeZone: 'UTC',
  invoiceEmail: '',
  paymentTermsDays: 30,
  notes: '',
};

/**
 * One row against the catalog and the lines before it. A customer is recognised by its reference, else by its name;
 * the answer is the same whether the lines before it were carried out already (an import) or not (a preview).
 */
export function planRow(row: ReadRow, existing: Existing, claims: Claims, updateExisting: boolean): RowPlan {
  const refuse = (column: 'name' | 'reference' | '', message: string): RowPlan => ({
    action: 'refused',
    row,
    changes: [],
    errors: [{ column: column === '' ? '' : (headerOf(row.header, column) ?? ''), message }],
  });
  if (row.errors.length > 0) return { action: 'refused', row, changes: [], errors: row.errors };
  const reference = row.columns.reference ?? '';
  const sameReference = claims.references.get(reference);
  if (sameReference !== undefined) return refuse('reference', `Line ${sameReference} has the same reference.`);
  const sameName = claims.names.get(nameKey(row.name));
  if (sameName !== undefined) return refuse('name', `Line ${sameName} has the same name.`);

  const referenced = existing.byReference.get(reference);
  // A customer that an earlier line matched had another name by that line, or that line would have been the same name.
  const holder = existing.byName.get(nameKey(row.name));
  const named = holder !== undefined && claims.customers.has(holder.id) ? undefined : holder;
  const match = referenced ?? named;
  if (match === undefined) {
    const columns = { ...importDefaults, ...row.columns, name: row.name };
    if (isOverfull(row.tags)) return refuse('', tooManyTags);
    return {
      action: 'create',
      row,
      columns,
      tags: row.tags,
      changes: [...customerChanges(undefined, columns), ...tagChanges({}, row.tags)],
    };
  }
  const matchedBy = claims.customers.get(match.id);
  if (matchedBy !== undefined)
    return refuse(referenced === undefined ? 'name' : 'reference', `Line ${matchedBy} is the same customer.`);
  if (match.state === 'archived')
    return refuse('reference', `${match.columns.name} has this reference and is archived. Restore it first.`);
  if (referenced !== undefined && named !== undefined && referenced.id !== named.id) {
    return refuse('name', `The reference is that of ${referenced.columns.name}, and another customer has this name.`);
  }
  if (referenced === undefined && reference !== '' && match.columns.reference !== '') {
    return refuse('reference', `${match.columns.name} is there already with the reference ${match.columns.reference}.`);
  }
  const columns = { ...match.columns, ...row.columns };
  const tags = { ...match.tags, ...row.tags };
  const changes = [...customerChanges(match.columns, columns), ...tagChanges(match.tags, tags)];
  if (changes.length === 0) return { action: 'unchanged', row, existing: match, changes };
  const differing = inWords(changes.map(({ field }) => labelOf(field)));
  if (!updateExisting)
    return refuse('name', `It is there already and differs in ${differing}. Updating existing customers is off.`);
  if (isOverfull(tags)) return refuse('', tooManyTags);
  return { action: 'update', row, existing: match, columns, tags, changes };
}

const isOverfull = (tags: Record<string, string>): boolean => Object.keys(tags).length > maximumTags;
const tooManyTags = `A customer can have at most ${maximumTags} tags.`;
