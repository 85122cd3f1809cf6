import type { CustomerSummary } from '../../../../shared/contract/index.ts';
import { IconEdit } from '../../../ui/icons.ts';
import type { Action } from '../../../ui/index.ts';
import { paths } from '../data/paths.ts';
import { activeOnly } from './off-reasons.ts';
import type { CustomerTools } from './tools.ts';

export const editCustomer = ({ go }: CustomerTools): Action<Pick<CustomerSummary, 'id' | 'state'>> => ({
  id: 'customer.edit',
  label: 'Edit',
  icon: IconEdit,
  shortcut: 'E',
  canRun: activeOnly,
  run: async ({ id }) => go(paths.edit(id)),
});
