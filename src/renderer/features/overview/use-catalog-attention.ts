import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useClient } from '../../core/index.ts';
import type { AttentionItem } from './parts.ts';
import { useCustomerCounts } from './use-customer-counts.ts';
import { useLastBackup } from './use-last-backup.ts';

/** A damaged catalog, one that could not be checked, and one that holds customers and has no copy. */
export function useCatalogAttention(): AttentionItem[] {
  const client = useClient();
  const navigate = useNavigate();
  const { data: info } = useQuery({
    queryKey: ['system', 'info'],
    queryFn: ({ signal }) => client.system.info(undefined, { signal }),
  });
  const counts = useCustomerCounts();
  const backup = useLastBackup();
  const catalog = info?.catalog;
  if (catalog === undefined) return [];
  const open = { label: 'Open catalog', onRun: () => void navigate({ to: '/settings/catalog' }) };
  if (catalog.integrity === 'damaged') {
    return [
      {
        id: 'catalog-damaged',
        kind: 'failed',
        title: 'The catalog is damaged, so no change is taken',
        detail: `${catalog.integrityDetail ?? 'The check gave no detail.'} What can be read is shown. Restore the latest backup.`,
        actions: [open],
      },
    ];
  }
  const items: AttentionItem[] = [];
  if (catalog.integrity === 'unknown') {
    items.push({
      id: 'catalog-unchecked',
      kind: 'attention',
      title: 'The catalog could not be checked',
      detail: `${catalog.integrityDetail ?? 'The check gave no detail.'} Whether it is sound is not known until the next start.`,
      actions: [open],
    });
  }
  const customers = counts === undefined ? 0 : counts.active + counts.archived;
  if (catalog.mode === 'own' && customers > 0 && backup.known && backup.last === undefined) {
    items.push({
      id: 'catalog-no-backup',
      kind: 'attention',
      title: 'This catalog has no backup',
      detail: `${customers.toLocaleString('en-GB')} ${customers === 1 ? 'customer is' : 'customers are'} in one file only. A backup can be taken while you work.`,
      actions: [open],
    });
  }
  return items;
}
