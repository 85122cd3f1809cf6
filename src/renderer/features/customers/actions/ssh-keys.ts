import type { Customer, SshKey } from '../../../../shared/contract/index.ts';
import { IconCopy, IconKey, IconTrash } from '../../../ui/icons.ts';
import { type Action, toast } from '../../../ui/index.ts';
import { ask, openDialog } from '../data/dialogs.ts';
import { activeOnly } from './off-reasons.ts';
import { type CustomerTools, orRefusal, undoBy } from './tools.ts';

export interface SshKeySubject {
  readonly customer: Customer;
  readonly key: SshKey;
}

export const sshKeyTitle = (key: SshKey): string => (key.name === '' ? key.fingerprint : key.name);

export const addSshKey: Action<Customer> = {
  id: 'ssh-key.add',
  label: 'Add SSH key',
  icon: IconKey,
  shortcut: 'A',
  canRun: activeOnly,
  run: async (customer) => openDialog({ kind: 'ssh-key', customer }),
};

export const copySshKey: Action<SshKeySubject> = {
  id: 'ssh-key.copy',
  label: 'Copy key',
  icon: IconCopy,
  shortcut: 'C',
  canRun: () => true,
  run: async ({ key }) => {
    await navigator.clipboard.writeText(key.publicKey);
    toast({ title: 'Key copied', detail: sshKeyTitle(key) });
  },
};

export const removeSshKey = ({ client, show }: CustomerTools): Action<SshKeySubject> => ({
  id: 'ssh-key.remove',
  label: 'Remove SSH key',
  icon: IconTrash,
  shortcut: 'Delete',
  danger: true,
  canRun: ({ customer }) => activeOnly(customer),
  run: async ({ customer, key }) => {
    const confirmed = await ask({
      title: `Remove the key ${sshKeyTitle(key)}?`,
      text: `Instances started from now on no longer get it.`,
      consequences: [
        { id: 'running', kind: 'attention', text: 'Instances that run keep it until it is taken out inside them' },
        { id: 'history', kind: 'running', text: 'The history keeps the whole key' },
      ],
      safeLabel: 'Keep key',
      confirmLabel: 'Remove key',
    });
    if (!confirmed) return;
    const customerId = customer.id;
    const after = await orRefusal(client.customers.sshKeys.remove({ customerId, id: key.id }));
    if (after === undefined) return;
    show(after);
    const { id, name, memberId, publicKey } = key;
    toast({
      title: 'SSH key removed',
      detail: sshKeyTitle(key),
      undo: undoBy('Putting the key back', async () =>
        show(await client.customers.sshKeys.add({ customerId, id, name, memberId, publicKey })),
      ),
    });
  },
});
