import { IconArrowBarToRight, IconPlayerPause, IconTrash } from '../ui/icons.ts';
import { type Action, toast } from '../ui/index.ts';

/** The three kinds: one that is on, one that is off, one that is dangerous. */
export const sampleActions: readonly Action<string>[] = [
  {
    id: 'drain',
    label: 'Drain host',
    icon: IconArrowBarToRight,
    shortcut: 'D',
    hint: () => '31 instances, about 9 min',
    canRun: () => true,
    run: async (host) => toast({ title: `Drain of ${host} began`, undo: { run: () => undefined } }),
  },
  {
    id: 'pause',
    label: 'Hold host',
    icon: IconPlayerPause,
    canRun: () => ({ reason: 'R-2291 starts in 28 min' }),
    run: async () => undefined,
  },
  {
    id: 'remove',
    label: 'Remove host',
    icon: IconTrash,
    danger: true,
    canRun: () => true,
    run: async (host) => {
      throw new Error(`${host} did not answer within 10 s. Nothing was changed.`);
    },
  },
];
