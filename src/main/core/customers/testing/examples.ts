import type { Actor, CustomerFields, contract } from '../../../../shared/contract/index.ts';
import { type Kernel, newId, type Result, seededRandom, VirtualClock } from '../../kernel/index.ts';
import { createCustomer } from '../create-customer.ts';
import type { Input } from '../model.ts';

/** What tests begin with: a customer as an operator would type it, and ids as a window would make them. */

export const operator: Actor = { kind: 'os-user', name: 'ingrid' };
const clock = new VirtualClock(Date.UTC(2026, 10, 20, 14, 32, 7));
const random = seededRandom(20);
export const makeId = (): string => newId(clock, random);

export const exampleFields = (name = 'Met Institute'): CustomerFields => ({
  name,
  reference: '',
  notes: '',
  billing: {
    legalName: '',
    street: 'Havnegata 4',
    postalCode: '0150',
    city: 'Oslo',
    countryCode: 'NO',
    taxId: '',
    currency: 'NOK',
    timeZone: 'Europe/Oslo',
    invoiceEmail: 'invoices@met.example',
    paymentTermsDays: 30,
  },
});

export type CreateInput = Input<typeof contract.customers.create>;
export const exampleCustomer = (name?: string, more: Partial<CreateInput> = {}): CreateInput => ({
  ...exampleFields(name),
  id: makeId(),
  tags: {},
  ...more,
});

/** The value of a command that must succeed. */
export function mustBeGranted<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.message}`);
  return result.value;
}
/** The code of a refusal that must come. */
export const codeOf = (result: Result<unknown>): string => (result.ok ? 'granted' : result.refusal.code);

export const addCustomer = async (kernel: Kernel, name?: string, more?: Partial<CreateInput>) =>
  mustBeGranted(await createCustomer(kernel, operator, exampleCustomer(name, more)));
