import type { CustomerSummary } from '../../../../shared/contract/index.ts';
import { IconArrowMerge } from '../../../ui/icons.ts';
import type { Action } from '../../../ui/index.ts';
import { paths } from '../data/paths.ts';
import { activeOnly } from './off-reasons.ts';
import type { CustomerTools } from './tools.ts';

/** From one customer: the wizard opens with it, and asks for the other. */
export const mergeThis = ({ go }: CustomerTools): Action<Pick<CustomerSummary, 'id' | 'state'>> => ({
  id: 'customer.merge-this',
  label: 'Merge…',
  icon: IconArrowMerge,
  shortcut: 'M',
  canRun: activeOnly,
  run: async ({ id }) => go(paths.mergeWith(id)),
});
