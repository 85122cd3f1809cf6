import type { CustomerSummary } from '../../../../shared/contract/index.ts';
import { IconArrowBackUp } from '../../../ui/icons.ts';
import { type Action, toast } from '../../../ui/index.ts';
import { type CustomerTools, orRefusal } from './tools.ts';

export const restoreCustomer = ({ client, show }: CustomerTools): Action<Pick<CustomerSummary, 'id' | 'state'>> => ({
  id: 'customer.restore',
  label: 'Restore',
  icon: IconArrowBackUp,
  canRun: ({ state }) => {
    if (state === 'active') return { reason: 'The customer is active.' };
    if (state === 'merged') return { reason: 'It was merged into another customer.' };
    return true;
  },
  run: async ({ id }) => {
    const restored = await orRefusal(client.customers.restore({ id }));
    if (restored === undefined) return;
    show(restored);
    toast({ title: `${restored.name} restored`, detail: 'It is active again, with all that it had.' });
  },
});
