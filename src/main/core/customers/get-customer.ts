import type { Customer } from '../../../shared/contract/index.ts';
import { granted, type Kernel, type Result } from '../kernel/index.ts';
import { unknownCustomer } from './refusals.ts';
import { findCustomer } from './store.ts';

export async function getCustomer(kernel: Kernel, { id }: { id: string }): Promise<Result<Customer>> {
  const customer = await findCustomer(kernel.reader, id);
  return customer === undefined ? unknownCustomer(id) : granted(customer);
}
