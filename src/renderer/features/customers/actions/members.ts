import type { Customer, Member } from '../../../../shared/contract/index.ts';
import { IconEdit, IconTrash, IconUserPlus } from '../../../ui/icons.ts';
import { type Action, toast } from '../../../ui/index.ts';
import { ask, openDialog } from '../data/dialogs.ts';
import { counted } from '../data/words.ts';
import { activeOnly } from './off-reasons.ts';
import { type CustomerTools, orRefusal, undoBy } from './tools.ts';

export interface MemberSubject {
  readonly customer: Customer;
  readonly member: Member;
}

export const addMember: Action<Customer> = {
  id: 'member.add',
  label: 'Add member',
  icon: IconUserPlus,
  shortcut: 'A',
  canRun: activeOnly,
  run: async (customer) => openDialog({ kind: 'member', customer }),
};

export const editMember: Action<MemberSubject> = {
  id: 'member.edit',
  label: 'Edit member',
  icon: IconEdit,
  shortcut: 'E',
  canRun: ({ customer }) => activeOnly(customer),
  run: async (subject) => openDialog({ kind: 'member', ...subject }),
};

/** Core takes the member's keys and their place in policies along, so the way back puts all three back. */
export const removeMember = (tools: CustomerTools): Action<MemberSubject> => ({
  id: 'member.remove',
  label: 'Remove member',
  icon: IconTrash,
  shortcut: 'Delete',
  danger: true,
  canRun: ({ customer }) => activeOnly(customer),
  run: async ({ customer, member }) => {
    const keys = customer.sshKeys.filter((key) => key.memberId === member.id).length;
    const policies = customer.policies.filter(({ principals }) => principals.memberIds.includes(member.id)).length;
    const confirmed = await ask({
      title: `Remove ${member.name}?`,
      text: `${member.name} may then do nothing for ${customer.name}.`,
      consequences: [
        keys > 0
          ? {
              id: 'keys',
              kind: 'attention',
              text: `${counted(keys, 'SSH key')} of this member ${keys === 1 ? 'is' : 'are'} removed too`,
            }
          : { id: 'keys', kind: 'running', text: 'No SSH key belongs to this member' },
        policies > 0
          ? {
              id: 'policies',
              kind: 'attention',
              text: `${counted(policies, 'policy', 'policies')} will no longer name this member`,
            }
          : { id: 'policies', kind: 'running', text: 'No policy names this member' },
        { id: 'history', kind: 'running', text: 'The history stays as it is' },
      ],
      safeLabel: 'Keep member',
      confirmLabel: 'Remove member',
    });
    if (!confirmed) return;
    const after = await orRefusal(tools.client.customers.members.remove({ customerId: customer.id, id: member.id }));
    if (after === undefined) return;
    tools.show(after);
    toast({
      title: `${member.name} removed`,
      detail: `From ${customer.name}.`,
      undo: undoBy('Putting the member back', () => putBack(tools, { customer, member })),
    });
  },
});

async function putBack({ client, show }: CustomerTools, { customer, member }: MemberSubject): Promise<void> {
  const customerId = customer.id;
  const { id, name, email, role } = member;
  let after = await client.customers.members.put({ customerId, id, name, email, role });
  for (const key of customer.sshKeys.filter((one) => one.memberId === id)) {
    const { name, memberId, publicKey } = key;
    after = await client.customers.sshKeys.add({ customerId, id: key.id, name, memberId, publicKey });
  }
  const named = new Set(customer.policies.filter((one) => one.principals.memberIds.includes(id)).map((one) => one.id));
  // The policies as they are now: somebody may have changed them since.
  for (const policy of after.policies.filter((one) => named.has(one.id) && !one.principals.memberIds.includes(id))) {
    const principals = { ...policy.principals, memberIds: [...policy.principals.memberIds, id] };
    const { id: policyId, name, effect, actions, resources } = policy;
    after = await client.customers.policies.put({
      customerId,
      id: policyId,
      name,
      effect,
      principals,
      actions,
      resources,
    });
  }
  show(after);
}
