import { useQuery } from '@tanstack/react-query';
import type { SystemInfo } from '../../shared/contract/index.ts';
import { useClient } from '../core/index.ts';

export function useSystemInfo(): SystemInfo | undefined {
  const client = useClient();
  return useQuery({ queryKey: ['system', 'info'], queryFn: ({ signal }) => client.system.info(undefined, { signal }) })
    .data;
}
