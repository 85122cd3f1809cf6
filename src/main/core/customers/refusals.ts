import type { Customer } from '../../../shared/contract/index.ts';
import { refused } from '../kernel/index.ts';
import { type CustomerColumn, columnLabels, fieldPathOf } from './model.ts';

/** Refusals of more than one command. The order in which commands give them: unknown, state, revision, uniqueness. */

export const unknownCustomer = (id: string) =>
  refused({
    code: 'customer.unknown',
    message: `There is no customer ${id}.`,
    whatToDo: 'Reload the list of customers. If the id is from a script, check it there.',
  });

export function notActive(customer: Pick<Customer, 'name' | 'state' | 'mergedIntoId'>) {
  return customer.state === 'merged'
    ? refused({
        code: 'customer.merged',
        message: `${customer.name} was merged into another customer. Nothing was changed.`,
        reasons: [`It is now part of ${customer.mergedIntoId}.`],
        whatToDo: 'Open the customer it was merged into and make the change there.',
      })
    : refused({
        code: 'customer.archived',
        message: `${customer.name} is archived. Nothing was changed.`,
        whatToDo: 'Restore it first, then repeat the change.',
      });
}

export const nameTaken = (name: string, holder: { name: string }) =>
  refused({
    code: 'customer.name-taken',
    message: `There is an active customer named ${holder.name} already. Nothing was changed.`,
    reasons: ['Names are compared without case, accents and doubled spaces.'],
    whatToDo: 'Choose another name. If the two are one customer, merge them.',
    fields: { name: holder.name === name ? 'This name is taken.' : `This name is taken by ${holder.name}.` },
  });

export const referenceTaken = (reference: string, holder: { name: string; state: string }) =>
  refused({
    code: 'customer.reference-taken',
    message: `${holder.name} has the reference ${reference} already. Nothing was changed.`,
    reasons:
      holder.state === 'archived' ? [`${holder.name} is archived; archived customers keep their reference.`] : [],
    whatToDo: 'Give another reference, or leave it empty.',
    fields: { reference: `This reference belongs to ${holder.name}.` },
  });

/** The caller makes ids, so an id that is there already is a repeated request, unless what it says differs. */
export const idTaken = (what: string, differing: readonly string[]) =>
  refused({
    code: `${what}.id-taken`,
    message: `There is a ${what.replace('-', ' ')} with this id already, and it differs in ${inWords(differing)}. Nothing was changed.`,
    whatToDo: 'To make a new one, repeat the request with a new id. To change the existing one, edit it.',
  });

export const idElsewhere = (what: string) =>
  refused({
    code: `${what}.id-taken`,
    message: `The id of this ${what.replace('-', ' ')} belongs to another customer's. Nothing was changed.`,
    whatToDo: 'Repeat the request with a new id.',
  });

export const tooMany = (what: string, maximum: number) =>
  refused({
    code: `${what}.too-many`,
    message: `A customer can have at most ${maximum} of these, and this one has. Nothing was added.`,
    whatToDo: 'Remove some that are not used any more.',
  });

export function inWords(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? 'nothing';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

const labelsByPath = new Map(
  (Object.keys(columnLabels) as CustomerColumn[]).map((column) => [fieldPathOf(column), columnLabels[column]]),
);
/** `billing.legalName` as an operator says it. */
export const labelOf = (path: string): string => labelsByPath.get(path) ?? path.replace(/^tag:/, 'tag ');
