import { useQuery } from '@tanstack/react-query';
import type { Operation } from '../../../shared/contract/index.ts';
import { useClient } from '../../core/index.ts';

export function useLastBackup(): { readonly known: boolean; readonly last: Operation | undefined } {
  const client = useClient();
  const { data } = useQuery({
    queryKey: ['operations', 'backups'],
    queryFn: ({ signal }) =>
      client.operations.list({ subjectKind: 'catalog', subjectId: 'catalog', state: 'done', limit: 20 }, { signal }),
  });
  return { known: data !== undefined, last: data?.operations.find(({ kind }) => kind === 'catalog.backup') };
}
