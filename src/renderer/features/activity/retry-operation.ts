import { useMemo } from 'react';
import type { Operation } from '../../../shared/contract/index.ts';
import { explain, refusalOf, useClient } from '../../core/index.ts';
import { IconRepeat } from '../../ui/icons.ts';
import { type Action, toast } from '../../ui/index.ts';

/** Queues a failed operation again, with its attempts counted from nothing. */
export function useRetryOperation(): Action<Operation> {
  const client = useClient();
  return useMemo(
    () => ({
      id: 'operation.retry',
      label: 'Retry operation',
      icon: IconRepeat,
      canRun: ({ state }) =>
        state === 'failed' ? true : { reason: `Only a failed one is retried; this one is ${state}.` },
      run: async (operation) => {
        try {
          await client.operations.retry({ id: operation.id });
          toast({ title: 'Queued again', detail: operation.summary });
        } catch (error) {
          if (refusalOf(error) === undefined) throw error;
          toast({ title: 'It was not retried', detail: explain(error), kind: 'attention' });
        }
      },
    }),
    [client],
  );
}
