import { IconArrowMerge } from '../../../ui/icons.ts';
import type { Action } from '../../../ui/index.ts';
import { paths } from '../data/paths.ts';
import type { CustomerTools } from './tools.ts';

export const findDuplicates = ({ go }: CustomerTools): Action<null> => ({
  id: 'customer.find-duplicates',
  label: 'Find duplicate customers',
  icon: IconArrowMerge,
  canRun: () => true,
  run: async () => go(paths.duplicates),
});
