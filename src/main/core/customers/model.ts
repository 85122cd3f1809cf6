import type { ContractProcedure } from '@orpc/contract';
import type { z } from 'zod';
import type { BillingDetails, CustomerFields } from '../../../shared/contract/index.ts';
import type { Subject } from '../../../shared/subject.ts';

/** What a procedure of the contract hands to its function: the input after its schema has read it. */
export type Input<Procedure> =
  Procedure extends ContractProcedure<infer Schema, infer _Output, infer _Errors, infer _Meta>
    ? Schema extends z.ZodType
      ? z.output<Schema>
      : never
    : never;

/** A customer's own fields without the nesting, as the table has them. */
export type CustomerColumns = Omit<CustomerFields, 'billing'> & BillingDetails;
export type CustomerColumn = keyof CustomerColumns;

/** Every field once: how it is called in a sentence. Its order is the order of history and of the merge plan. */
export const columnLabels: Readonly<Record<CustomerColumn, string>> = {
  name: 'name',
  reference: 'reference',
  legalName: 'legal name',
  street: 'street',
  postalCode: 'postal code',
  city: 'city',
  countryCode: 'country',
  taxId: 'tax id',
  currency: 'currency',
  timeZone: 'time zone',
  invoiceEmail: 'invoice e-mail',
  paymentTermsDays: 'payment terms',
  notes: 'notes',
};
export const customerColumns = Object.keys(columnLabels) as CustomerColumn[];

/** The field's path in the contract, and so in forms, refusals and history. */
export const fieldPathOf = (column: CustomerColumn): string =>
  column === 'name' || column === 'reference' || column === 'notes' ? column : `billing.${column}`;

export const toColumns = ({ name, reference, notes, billing }: CustomerFields): CustomerColumns => ({
  name,
  reference,
  notes,
  legalName: billing.legalName,
  street: billing.street,
  postalCode: billing.postalCode,
  city: billing.city,
  countryCode: billing.countryCode,
  taxId: billing.taxId,
  currency: billing.currency,
  timeZone: billing.timeZone,
  invoiceEmail: billing.invoiceEmail,
  paymentTermsDays: billing.paymentTermsDays,
});

export const toFields = (columns: CustomerColumns): CustomerFields => ({
  name: columns.name,
  reference: columns.reference,
  notes: columns.notes,
  billing: {
    legalName: columns.legalName,
    street: columns.street,
    postalCode: columns.postalCode,
    city: columns.city,
    countryCode: columns.countryCode,
    taxId: columns.taxId,
    currency: columns.currency,
    timeZone: columns.timeZone,
    invoiceEmail: columns.invoiceEmail,
    paymentTermsDays: columns.paymentTermsDays,
  },
});

export const customerSubject = (id: string): Subject => ({ kind: 'customer', id });
export const memberSubject = (id: string): Subject => ({ kind: 'member', id });
export const sshKeySubject = (id: string): Subject => ({ kind: 'ssh-key', id });
export const contactSubject = (id: string): Subject => ({ kind: 'contact', id });
export const policySubject = (id: string): Subject => ({ kind: 'policy', id });
