import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Customer, Operation } from '../../src/shared/contract/index.ts';
import { uuidFrom } from '../../src/shared/uuid.ts';
import type { Serve } from './serve.ts';

const newId = () => uuidFrom(Date.now(), randomBytes(10));

/** A customer as the API takes it, with everything that has to be there. */
export const customerFields = (name: string, reference = '') => ({
  id: newId(),
  name,
  reference,
  notes: '',
  billing: {
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
  },
});

export const createCustomer = (serve: Serve, name: string): Promise<Customer> =>
  serve.call<Customer>('POST', '/customers', customerFields(name));

/** Changes fields of a customer as somebody else would, outside of the window. */
export async function editCustomer(serve: Serve, id: string, change: Partial<Customer>): Promise<Customer> {
  const { name, reference, notes, billing, revision } = await serve.call<Customer>('GET', `/customers/${id}`);
  return serve.call<Customer>('PUT', `/customers/${id}`, { name, reference, notes, billing, revision, ...change });
}

export async function operationState(serve: Serve, id: string): Promise<Operation['state'] | undefined> {
  const { operations } = await serve.call<{ operations: Operation[] }>('GET', '/operations?limit=50');
  return operations.find((operation) => operation.id === id)?.state;
}

/** A backup that can't be written, because its folder is a file. Resolves when all attempts have failed. */
export async function failBackup(serve: Serve): Promise<{ id: string; path: string }> {
  const id = newId();
  const path = join(serve.folder, 'catalog.db', `${id}.db`);
  await serve.call('POST', '/system/backups', { id, path });
  await expect.poll(() => operationState(serve, id), { timeout: 20_000 }).toBe('failed');
  return { id, path };
}

/** Two customers that turn out to be one; the merge is a decision with its reasons. */
export async function mergeTwo(serve: Serve, name: string): Promise<void> {
  const kept = await createCustomer(serve, name);
  const twin = await createCustomer(serve, `${name} AS`);
  await serve.call('POST', `/customers/${kept.id}/merge`, { removeId: twin.id });
}

export const seededName = 'Polar Deep Imaging';

/** A morning's work: what pages look like when something has happened. Files share a core; it is done once in each. */
export async function seedWork(serve: Serve): Promise<void> {
  const { total } = await serve.call<{ total: number }>('GET', `/customers?text=${encodeURIComponent(seededName)}`);
  if (total > 0) return;
  const made = await createCustomer(serve, seededName);
  await editCustomer(serve, made.id, { reference: 'C-2291', notes: 'Two racks from January.' });
  await serve.call('PUT', `/tags/customer/${made.id}`, { tags: { tier: 'gold', team: 'sequencing' } });
  const old = await createCustomer(serve, 'Nordlys Test Tenant');
  await serve.call('POST', `/customers/${old.id}/archive`, {});
  await serve.call('POST', '/system/tokens', { id: newId(), name: 'nightly export' });
  await mergeTwo(serve, 'Vestland Tide Studies');
  const id = newId();
  await serve.call('POST', '/system/backups', { id });
  await expect.poll(() => operationState(serve, id), { timeout: 20_000 }).toBe('done');
  await failBackup(serve);
}
