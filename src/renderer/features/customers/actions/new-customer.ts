import { IconPlus } from '../../../ui/icons.ts';
import type { Action } from '../../../ui/index.ts';
import { paths } from '../data/paths.ts';
import type { CustomerTools } from './tools.ts';

export const newCustomer = ({ go }: CustomerTools): Action<null> => ({
  id: 'customer.new',
  label: 'New customer',
  icon: IconPlus,
  shortcut: 'N',
  canRun: () => true,
  run: async () => go(paths.create),
});
