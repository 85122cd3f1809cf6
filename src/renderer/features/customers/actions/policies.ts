import type { Customer, Policy } from '../../../../shared/contract/index.ts';
import { IconEdit, IconLock, IconTrash } from '../../../ui/icons.ts';
import { type Action, toast } from '../../../ui/index.ts';
import { ask, openDialog } from '../data/dialogs.ts';
import { activeOnly } from './off-reasons.ts';
import { type CustomerTools, orRefusal, undoBy } from './tools.ts';

export interface PolicySubject {
  readonly customer: Customer;
  readonly policy: Policy;
}

export const addPolicy: Action<Customer> = {
  id: 'policy.add',
  label: 'Add policy',
  icon: IconLock,
  shortcut: 'A',
  canRun: activeOnly,
  run: async (customer) => openDialog({ kind: 'policy', customer }),
};

export const editPolicy: Action<PolicySubject> = {
  id: 'policy.edit',
  label: 'Edit policy',
  icon: IconEdit,
  shortcut: 'E',
  canRun: ({ customer }) => activeOnly(customer),
  run: async (subject) => openDialog({ kind: 'policy', ...subject }),
};

export const removePolicy = ({ client, show }: CustomerTools): Action<PolicySubject> => ({
  id: 'policy.remove',
  label: 'Remove policy',
  icon: IconTrash,
  shortcut: 'Delete',
  danger: true,
  canRun: ({ customer }) => activeOnly(customer),
  run: async ({ customer, policy }) => {
    const confirmed = await ask({
      title: `Remove the policy ${policy.name}?`,
      text: 'It takes effect at once, for what is asked from now on.',
      consequences: [
        policy.effect === 'allow'
          ? { id: 'effect', kind: 'attention', text: 'What only this policy allowed is then refused' }
          : { id: 'effect', kind: 'attention', text: 'What only this policy denied is then possible' },
        { id: 'running', kind: 'running', text: 'What runs is not stopped' },
      ],
      safeLabel: 'Keep policy',
      confirmLabel: 'Remove policy',
    });
    if (!confirmed) return;
    const customerId = customer.id;
    const after = await orRefusal(client.customers.policies.remove({ customerId, id: policy.id }));
    if (after === undefined) return;
    show(after);
    const { createdAtMs: _, ...fields } = policy;
    toast({
      title: `${policy.name} removed`,
      detail: `From the policies of ${customer.name}.`,
      undo: undoBy('Putting the policy back', async () =>
        show(await client.customers.policies.put({ customerId, ...fields })),
      ),
    });
  },
});
