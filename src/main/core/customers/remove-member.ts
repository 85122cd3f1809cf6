import type { Actor, Customer, contract, FieldChange } from '../../../shared/contract/index.ts';
import { granted, type Kernel, type Result } from '../kernel/index.ts';
import { changeCustomer } from './change-customer.ts';
import { changesOf, tagChanges } from './field-changes.ts';
import { customerSubject, type Input, memberSubject, policySubject, sshKeySubject } from './model.ts';
import { removeTags } from './tag-store.ts';

/**
 * A person who leaves takes their SSH keys along, and policies no longer name them: else a key without an owner would
 * go on opening machines. All of it is in the entry's changes.
 */
export function removeMember(
  kernel: Kernel,
  actor: Actor,
  { customerId, id }: Input<typeof contract.customers.members.remove>,
): Promise<Result<Customer>> {
  return changeCustomer(kernel, actor, customerId, async ({ tx, record }, customer) => {
    const member = customer.members.find((one) => one.id === id);
    if (member === undefined) return granted('already so');
    const keys = customer.sshKeys.filter((key) => key.memberId === id);
    const policies = customer.policies.filter(({ principals }) => principals.memberIds.includes(id));
    const tagsOf = await removeTags(tx, 'member', [id]);
    const keyIds = keys.map((key) => key.id);
    const tagsOfKey = await removeTags(tx, 'ssh-key', keyIds);
    await tx.deleteFrom('sshKey').where('memberId', '=', id).execute();
    await tx.deleteFrom('member').where('id', '=', id).execute();
    const policyChanges: FieldChange[] = [];
    for (const { id: policyId, name, principals } of policies) {
      const after = { ...principals, memberIds: principals.memberIds.filter((one) => one !== id) };
      await tx
        .updateTable('policy')
        .set({ principals: JSON.stringify(after) })
        .where('id', '=', policyId)
        .execute();
      policyChanges.push(...changesOf({ principals }, { principals: after }, `policy ${name}: `));
    }
    record({
      command: 'member.remove',
      summary: `Removed ${member.name} from ${customer.name}${keys.length === 0 ? '' : `, with ${countOf(keys.length, 'SSH key')}`}`,
      subjects: [
        customerSubject(customerId),
        memberSubject(id),
        ...keyIds.map(sshKeySubject),
        ...policies.map((policy) => policySubject(policy.id)),
      ],
      changes: [
        ...changesOf(member, undefined),
        ...keys.flatMap((key, index) => [
          ...changesOf(key, undefined, `sshKeys.${index}.`),
          ...changesOf(tagsOfKey(key.id), {}, `sshKeys.${index}.tag:`),
        ]),
        ...policyChanges,
        ...tagChanges(tagsOf(id), {}),
      ],
    });
    return granted('changed');
  });
}

const countOf = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`;
