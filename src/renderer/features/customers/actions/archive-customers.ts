import type { CustomerSummary } from '../../../../shared/contract/index.ts';
import { IconArchive } from '../../../ui/icons.ts';
import { type Action, toast } from '../../../ui/index.ts';
import { ask } from '../data/dialogs.ts';
import { counted } from '../data/words.ts';
import { type CustomerTools, orRefusal, undoBy } from './tools.ts';

const atOnce = 200;

/** The selected rows, one command each: what is refused is said, what was done can be taken back. */
export const archiveCustomers = ({ client }: CustomerTools): Action<readonly CustomerSummary[]> => ({
  id: 'customer.archive-selected',
  label: 'Archive…',
  icon: IconArchive,
  danger: true,
  canRun: (chosen) => {
    if (chosen.length === 0) return { reason: 'No customer is selected.' };
    if (chosen.length > atOnce) return { reason: `At most ${atOnce} at once; ${chosen.length} are selected.` };
    return chosen.some(({ state }) => state === 'active') ? true : { reason: 'None of them is active.' };
  },
  run: async (chosen) => {
    const active = chosen.filter(({ state }) => state === 'active');
    const members = active.reduce((sum, { memberCount }) => sum + memberCount, 0);
    const confirmed = await ask({
      title: `Archive ${counted(active.length, 'customer')}?`,
      text: 'They leave the list of customers and can be restored at any time.',
      consequences: [
        { id: 'history', kind: 'running', text: 'Their history, members, keys and policies are kept' },
        {
          id: 'members',
          kind: members > 0 ? 'attention' : 'running',
          text:
            members > 0 ? `${counted(members, 'member')} may do nothing for them until then` : 'No member loses access',
        },
      ],
      safeLabel: 'Keep customers',
      confirmLabel: `Archive ${counted(active.length, 'customer')}`,
    });
    if (!confirmed) return;
    const done: string[] = [];
    for (const { id } of active) {
      if ((await orRefusal(client.customers.archive({ id }))) === undefined) break;
      done.push(id);
    }
    toast({
      title: `${counted(done.length, 'customer')} archived`,
      ...(done.length < active.length
        ? { detail: `${counted(active.length - done.length, 'customer')} left as they were.` }
        : {}),
      undo: undoBy('Restoring them', async () => {
        for (const id of done) await client.customers.restore({ id });
      }),
    });
  },
});
