import type { Actor, Customer, contract } from '../../../shared/contract/index.ts';
import { granted, type Kernel, type Result } from '../kernel/index.ts';
import { changeCustomer } from './change-customer.ts';
import { changesOf, tagChanges } from './field-changes.ts';
import { customerSubject, type Input, memberSubject, sshKeySubject } from './model.ts';
import { removeTags } from './tag-store.ts';

export function removeSshKey(
  kernel: Kernel,
  actor: Actor,
  { customerId, id }: Input<typeof contract.customers.sshKeys.remove>,
): Promise<Result<Customer>> {
  return changeCustomer(kernel, actor, customerId, async ({ tx, record }, customer) => {
    const key = customer.sshKeys.find((one) => one.id === id);
    if (key === undefined) return granted('already so');
    await tx.deleteFrom('sshKey').where('id', '=', id).execute();
    const tagsOf = await removeTags(tx, 'ssh-key', [id]);
    record({
      command: 'ssh-key.remove',
      summary: `Removed the SSH key ${key.name === '' ? key.fingerprint : key.name} from ${customer.name}`,
      subjects: [
        customerSubject(customerId),
        sshKeySubject(id),
        ...(key.memberId === null ? [] : [memberSubject(key.memberId)]),
      ],
      changes: [...changesOf(key, undefined), ...tagChanges(tagsOf(id), {})],
    });
    return granted('changed');
  });
}
