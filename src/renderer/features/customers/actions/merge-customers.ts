import type { CustomerSummary } from '../../../../shared/contract/index.ts';
import { IconArrowMerge } from '../../../ui/icons.ts';
import type { Action } from '../../../ui/index.ts';
import { paths } from '../data/paths.ts';
import type { CustomerTools } from './tools.ts';

type Candidate = Pick<CustomerSummary, 'id' | 'name' | 'state' | 'createdAtMs'>;

/** Takes the selected rows; the older one stays unless the operator swaps them in the wizard. */
export const mergeCustomers = ({ go }: CustomerTools): Action<readonly Candidate[]> => ({
  id: 'customer.merge',
  label: 'Merge…',
  icon: IconArrowMerge,
  canRun: (chosen) => {
    if (chosen.length !== 2)
      return { reason: `Select two customers; ${chosen.length} ${chosen.length === 1 ? 'is' : 'are'} selected.` };
    const gone = chosen.find(({ state }) => state === 'merged');
    if (gone !== undefined) return { reason: `${gone.name} was merged already.` };
    return chosen.some(({ state }) => state === 'active') ? true : { reason: 'One of them must be active.' };
  },
  run: async (chosen) => {
    const [keep, remove] = keptFirst(chosen);
    if (keep !== undefined && remove !== undefined) go(paths.merge(keep.id, remove.id));
  },
});

/** An active one can be kept, an archived one can not; of two active ones the older. */
const keptFirst = (chosen: readonly Candidate[]): Candidate[] =>
  [...chosen].sort(
    (a, b) => Number(a.state !== 'active') - Number(b.state !== 'active') || a.createdAtMs - b.createdAtMs,
  );
