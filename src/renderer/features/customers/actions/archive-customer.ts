import type { Customer, CustomerSummary } from '../../../../shared/contract/index.ts';
import { IconArchive } from '../../../ui/icons.ts';
import { type Action, toast } from '../../../ui/index.ts';
import { ask } from '../data/dialogs.ts';
import { counted } from '../data/words.ts';
import { activeOnly } from './off-reasons.ts';
import { type CustomerTools, orRefusal, undoBy } from './tools.ts';

type Subject = Pick<CustomerSummary, 'id' | 'name' | 'state'> &
  (Pick<Customer, 'members'> | { readonly memberCount: number });

/** Asks with the consequences, archives, and offers the way back for some seconds. */
export const archiveCustomer = ({ client, show }: CustomerTools): Action<Subject> => ({
  id: 'customer.archive',
  label: 'Archive',
  icon: IconArchive,
  danger: true,
  canRun: activeOnly,
  run: async (subject) => {
    const members = 'members' in subject ? subject.members.length : subject.memberCount;
    const confirmed = await ask({
      title: `Archive ${subject.name}?`,
      text: 'It leaves the list of customers and can be restored at any time.',
      consequences: [
        { id: 'history', kind: 'running', text: 'Its history, members, keys and policies are kept' },
        { id: 'name', kind: 'running', text: 'Its name becomes free for another customer' },
        {
          id: 'members',
          kind: members > 0 ? 'attention' : 'running',
          text:
            members > 0
              ? `${counted(members, 'member')} may do nothing for it until it is restored`
              : 'No member loses access',
        },
      ],
      safeLabel: 'Keep customer',
      confirmLabel: 'Archive customer',
    });
    if (!confirmed) return;
    const archived = await orRefusal(client.customers.archive({ id: subject.id }));
    if (archived === undefined) return;
    show(archived);
    toast({
      title: `${archived.name} archived`,
      detail: 'It is out of the list of active customers.',
      undo: undoBy('Restoring it', async () => show(await client.customers.restore({ id: subject.id }))),
    });
  },
});
