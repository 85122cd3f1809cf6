import { randomUUID } from 'node:crypto';
import type { Customer, CustomerFields } from '../../src/shared/contract/index.ts';
import type { Serve } from './serve.ts';

/** What a test needs to be there before it looks. Names are unique by the file's own prefix, so tests share a catalog. */

const billing: CustomerFields['billing'] = {
  legalName: '',
  street: '',
  postalCode: '',
  city: '',
  countryCode: 'NO',
  taxId: '',
  currency: 'NOK',
  timeZone: 'Europe/Oslo',
  invoiceEmail: '',
  paymentTermsDays: 30,
};

export const makeCustomer = (
  serve: Serve,
  fields: Partial<Omit<CustomerFields, 'billing'>> & { billing?: Partial<CustomerFields['billing']> },
): Promise<Customer> =>
  serve.call<Customer>('POST', '/customers', {
    id: randomUUID(),
    name: '',
    reference: '',
    notes: '',
    tags: {},
    ...fields,
    billing: { ...billing, ...fields.billing },
  });

export const editCustomer = (serve: Serve, customer: Customer, change: Partial<CustomerFields>): Promise<Customer> => {
  const { name, reference, notes, billing: details, revision } = customer;
  return serve.call<Customer>('PUT', `/customers/${customer.id}`, {
    name,
    reference,
    notes,
    billing: details,
    ...change,
    revision,
  });
};

export const readCustomer = (serve: Serve, id: string): Promise<Customer> =>
  serve.call<Customer>('GET', `/customers/${id}`);

export const addMember = (serve: Serve, customerId: string, name: string, role = 'viewer'): Promise<Customer> =>
  serve.call<Customer>('PUT', `/customers/${customerId}/members/${randomUUID()}`, {
    name,
    email: `${name.toLowerCase().replaceAll(' ', '.')}@example.org`,
    role,
  });
