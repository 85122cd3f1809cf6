import { useQuery } from '@tanstack/react-query';
import type { SystemInfo } from '../../../shared/contract/index.ts';
import { useClient } from '../../core/index.ts';
import { Facts, formatBytes, formatDate, formatTime, Panel, Status } from '../../ui/index.ts';
import { useLastBackup } from './use-last-backup.ts';

export function CatalogPanel() {
  const client = useClient();
  const { data: info } = useQuery({
    queryKey: ['system', 'info'],
    queryFn: ({ signal }) => client.system.info(undefined, { signal }),
  });
  const backup = useLastBackup();
  const catalog = info?.catalog;
  return (
    <Panel title="Catalog" actions={<a href="#/settings/catalog">Catalog</a>}>
      <Facts
        facts={[
          {
            label: 'Holds',
            value: catalog === undefined ? '–' : catalog.mode === 'demo' ? 'generated demo rows' : 'your own data',
          },
          { label: 'Size', value: catalog === undefined ? '–' : formatBytes(catalog.sizeBytes) },
          { label: 'Integrity', value: <Integrity state={catalog?.integrity} /> },
          {
            label: 'Last backup',
            value: backup.last ? whenOf(backup.last.updatedAtMs) : backup.known ? 'none yet' : '–',
          },
        ]}
      />
    </Panel>
  );
}

function Integrity({ state }: { readonly state: SystemInfo['catalog']['integrity'] | undefined }) {
  if (state === undefined) return '–';
  if (state === 'damaged') return <Status kind="failed" label="damaged" />;
  if (state === 'unknown') return <Status kind="attention" label="not checked" />;
  return state === 'sound' ? 'sound' : <Status kind="working" label="being checked" />;
}

const whenOf = (atMs: number): string => `${formatDate(atMs, Date.now())}, ${formatTime(atMs)}`;
