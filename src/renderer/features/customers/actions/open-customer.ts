import type { CustomerSummary } from '../../../../shared/contract/index.ts';
import { IconExternalLink } from '../../../ui/icons.ts';
import type { Action } from '../../../ui/index.ts';
import { paths } from '../data/paths.ts';
import type { CustomerTools } from './tools.ts';

export const openCustomer = ({ go }: CustomerTools): Action<Pick<CustomerSummary, 'id'>> => ({
  id: 'customer.open',
  label: 'Open page',
  icon: IconExternalLink,
  shortcut: 'O',
  canRun: () => true,
  run: async ({ id }) => go(paths.customer(id)),
});
