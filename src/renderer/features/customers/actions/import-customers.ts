import { IconUpload } from '../../../ui/icons.ts';
import type { Action } from '../../../ui/index.ts';
import { paths } from '../data/paths.ts';
import type { CustomerTools } from './tools.ts';

export const importCustomers = ({ go }: CustomerTools): Action<null> => ({
  id: 'customer.import',
  label: 'Import customers',
  icon: IconUpload,
  canRun: () => true,
  run: async () => go(paths.import),
});
