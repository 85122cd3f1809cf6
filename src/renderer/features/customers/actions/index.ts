import type { Customer } from '../../../../shared/contract/index.ts';
import type { Action } from '../../../ui/index.ts';
import { archiveCustomer } from './archive-customer.ts';
import { editCustomer } from './edit-customer.ts';
import { mergeThis } from './merge-this.ts';
import { openCustomer } from './open-customer.ts';
import { restoreCustomer } from './restore-customer.ts';
import type { CustomerTools } from './tools.ts';

/** All that can be done to one customer as a whole. */
export function customerActions(tools: CustomerTools) {
  const open = openCustomer(tools);
  const edit = editCustomer(tools);
  const merge = mergeThis(tools);
  const archive = archiveCustomer(tools);
  const restore = restoreCustomer(tools);
  const all: readonly Action<Customer>[] = [open, edit, merge, restore, archive];
  return { open, edit, mergeThis: merge, archive, restore, all };
}
