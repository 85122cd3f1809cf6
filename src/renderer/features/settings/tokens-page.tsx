import './settings.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccessToken } from '../../../shared/contract/index.ts';
import { explain, useClient } from '../../core/index.ts';
import { IconKey, IconPlus } from '../../ui/icons.ts';
import {
  Button,
  DataTable,
  downloadText,
  EmptyState,
  ErrorNote,
  formatDate,
  formatTime,
  Page,
  Panel,
  Status,
  type TableColumn,
} from '../../ui/index.ts';
import { NewTokenDialog } from './new-token-dialog.tsx';
import { SettingsHead } from './settings-head.tsx';
import { TokenInspector } from './token-inspector.tsx';

const when = (ms: number) => `${formatDate(ms, Date.now())}, ${formatTime(ms)}`;

const columns: readonly TableColumn<AccessToken>[] = [
  { id: 'name', header: 'Name', value: (token) => token.name, grow: 1, width: 200 },
  {
    id: 'state',
    header: 'State',
    value: (token) => (token.revokedAtMs === null ? 'Active' : 'Revoked'),
    cell: (token) =>
      token.revokedAtMs === null ? <Status kind="running" label="Active" /> : <Status kind="stopped" label="Revoked" />,
    options: ['Active', 'Revoked'],
    width: 110,
  },
  {
    id: 'created',
    header: 'Made',
    value: (token) => token.createdAtMs,
    cell: (token) => when(token.createdAtMs),
    width: 170,
    filterable: false,
  },
  {
    id: 'used',
    header: 'Last used, within a minute',
    value: (token) => token.lastUsedAtMs,
    cell: (token) => (token.lastUsedAtMs === null ? <span className="dim">never</span> : when(token.lastUsedAtMs)),
    width: 190,
    filterable: false,
  },
];

/** Named ways in for scripts and other programs; each does what it does under its own name. */
export function TokensPage() {
  const client = useClient();
  const tokens = useQuery({
    queryKey: ['tokens'],
    queryFn: ({ signal }) => client.system.tokens.list(undefined, { signal }),
  });
  const [making, setMaking] = useState(false);
  const [inspectedId, setInspectedId] = useState<string>();
  const inspected = tokens.data?.find(({ id }) => id === inspectedId);
  const make = () => setMaking(true);
  return (
    <Page
      head={<SettingsHead view="tokens" primary={{ label: 'New token', icon: IconPlus, onRun: make }} />}
      onCloseInspector={() => setInspectedId(undefined)}
      inspector={inspected && <TokenInspector token={inspected} onClose={() => setInspectedId(undefined)} />}
    >
      <Panel title="Access tokens" meta="for scripts; what they do is in Activity under their name" flush>
        <DataTable
          label="Access tokens"
          storageKey="tokens"
          columns={columns}
          rowKey={({ id }) => id}
          rows={tokens.data ?? none}
          loading={tokens.isPending}
          error={
            tokens.error && (
              <ErrorNote
                title="Access tokens could not be read"
                why={explain(tokens.error)}
                unchanged="Nothing was changed."
                actions={
                  <Button size="small" onClick={() => void tokens.refetch()}>
                    Read again
                  </Button>
                }
                code="tokens.unread"
              />
            )
          }
          inspectedKey={inspectedId}
          onInspect={({ id }) => setInspectedId(id)}
          rowState={({ revokedAtMs }) => (revokedAtMs === null ? undefined : 'gone')}
          onExport={({ csv }) => csv && downloadText('access-tokens.csv', csv())}
          empty={
            <EmptyState icon={IconKey} title="No access token yet" actions={<Button onClick={make}>New token</Button>}>
              A token lets a script use the HTTP API without the address that Headroom prints. Its secret is shown once,
              and it ends at once when it is revoked.
            </EmptyState>
          }
        />
      </Panel>
      <NewTokenDialog opened={making} onClose={() => setMaking(false)} />
    </Page>
  );
}

const none: readonly AccessToken[] = [];
