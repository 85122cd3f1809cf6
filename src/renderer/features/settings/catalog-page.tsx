import './settings.css';
import { useQuery } from '@tanstack/react-query';
import type { SystemInfo } from '../../../shared/contract/index.ts';
import { useClient } from '../../core/index.ts';
import { ErrorNote, Facts, formatBytes, formatCount, formatMoment, Page, Panel, Status } from '../../ui/index.ts';
import { BackupPanel } from './backup-panel.tsx';
import { SettingsHead } from './settings-head.tsx';

export function CatalogPage() {
  const client = useClient();
  const { data: info } = useQuery({
    queryKey: ['system', 'info'],
    queryFn: ({ signal }) => client.system.info(undefined, { signal }),
    // The size grows without an event; whoever opens this page sees it as it is now.
    refetchOnMount: 'always',
  });
  return (
    <Page scroll head={<SettingsHead view="catalog" />}>
      <div className="settings">
        {info?.catalog.integrity === 'damaged' ? <Damaged detail={info.catalog.integrityDetail} /> : null}
        <Panel title="Catalog" meta="one SQLite file holds all that Headroom knows">
          {info === undefined ? <p className="dim">Reading …</p> : <CatalogFacts info={info} />}
        </Panel>
        <BackupPanel />
      </div>
    </Page>
  );
}

function CatalogFacts({ info: { catalog } }: { readonly info: SystemInfo }) {
  return (
    <Facts
      facts={[
        { label: 'File', value: <span className="mono">{catalog.path}</span> },
        {
          label: 'Holds',
          value: catalog.mode === 'demo' ? 'generated demo rows; nothing in it is real' : 'your own data',
        },
        { label: 'Size', value: `${formatBytes(catalog.sizeBytes)}, ${formatCount(catalog.sizeBytes)} bytes` },
        { label: 'Made', value: formatMoment(catalog.createdAtMs) },
        { label: 'Integrity', value: <Integrity catalog={catalog} /> },
        { label: 'Schema', value: <span className="mono">{catalog.schemaVersion}</span> },
        { label: 'SQLite', value: catalog.sqliteVersion },
        { label: 'Identity', value: <span className="mono">{catalog.id}</span> },
      ]}
    />
  );
}

function Integrity({ catalog }: { readonly catalog: SystemInfo['catalog'] }) {
  if (catalog.integrity === 'sound') return 'sound, every page checked at start';
  if (catalog.integrity === 'damaged') return <Status kind="failed" label="damaged" />;
  if (catalog.integrity === 'unknown')
    return <Status kind="attention" label={`not checked: ${catalog.integrityDetail ?? 'the check gave no detail'}`} />;
  return <Status kind="working" label="being checked" />;
}

function Damaged({ detail }: { readonly detail: string | null }) {
  return (
    <ErrorNote
      title="The catalog is damaged"
      why={detail ?? 'The check gave no detail.'}
      unchanged="No change is taken until it is restored; what can still be read is shown."
      next="Stop Headroom and start it with --restore and the path of the latest backup. The damaged catalog is kept aside, with its -wal and -shm files."
      code="catalog.damaged"
    />
  );
}
