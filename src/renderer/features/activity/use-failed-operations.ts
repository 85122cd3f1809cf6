import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useClient } from '../../core/index.ts';
import { runAction } from '../../ui/action.ts';
import { useRetryOperation } from './retry-operation.ts';
import { sentence } from './words.ts';

const shown = 5;

/** Failed operations as things that need someone, for the overview. */
export function useFailedOperations() {
  const client = useClient();
  const navigate = useNavigate();
  const retry = useRetryOperation();
  const { data } = useQuery({
    queryKey: ['operations', 'failed'],
    queryFn: ({ signal }) => client.operations.list({ state: 'failed', limit: shown }, { signal }),
  });
  return (data?.operations ?? []).map((operation) => ({
    id: operation.id,
    kind: 'failed' as const,
    title: `${operation.summary}: failed`,
    detail: `${sentence(operation.reason ?? 'No reason was recorded')} Tried ${operation.attempts} of ${operation.maximumAttempts} times; it is not tried again by itself.`,
    atMs: operation.updatedAtMs,
    actions: [
      { label: 'Retry', onRun: () => void runAction(retry, operation) },
      {
        label: 'Inspect',
        onRun: () => void navigate({ to: '/activity/operations', search: { inspect: operation.id } }),
      },
    ],
  }));
}
