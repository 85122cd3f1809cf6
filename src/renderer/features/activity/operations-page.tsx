import { useCallback, useState } from 'react';
import type { Operation } from '../../../shared/contract/index.ts';
import { explain, useClient } from '../../core/index.ts';
import { IconRepeat } from '../../ui/icons.ts';
import { DataTable, EmptyState, emptyQuery, Page, Status, type TableColumn, toast } from '../../ui/index.ts';
import { ActivityHead } from './activity-head.tsx';
import { useInspected } from './address.ts';
import { exportLog } from './export-log.ts';
import { OperationInspector } from './operation-inspector.tsx';
import { ReadFailed } from './read-failed.tsx';
import { useCursorRows } from './use-cursor-rows.ts';
import { actorWords, keyOfWord, stateWords, whenWords } from './words.ts';

const pageSize = 200;
const key = (operation: Operation) => operation.id;

const columns: readonly TableColumn<Operation>[] = [
  {
    id: 'when',
    header: 'Asked',
    value: (operation) => new Date(operation.createdAtMs).toISOString(),
    cell: (operation) => whenWords(operation.createdAtMs),
    width: 150,
    sortable: false,
    filterable: false,
  },
  {
    id: 'state',
    header: 'State',
    value: (operation) => stateWords[operation.state].word,
    cell: ({ state }) => <Status kind={stateWords[state].kind} label={stateWords[state].word} />,
    options: Object.values(stateWords).map(({ word }) => word),
    width: 110,
    sortable: false,
  },
  {
    id: 'what',
    header: 'Operation',
    value: (operation) => operation.summary,
    grow: 3,
    width: 260,
    sortable: false,
    filterable: false,
  },
  {
    id: 'attempts',
    header: 'Attempts',
    value: (operation) => operation.attempts,
    cell: (operation) => `${operation.attempts} of ${operation.maximumAttempts}`,
    align: 'right',
    width: 90,
    sortable: false,
    filterable: false,
  },
  {
    id: 'reason',
    header: 'What came of it',
    value: (operation) => operation.reason,
    grow: 2,
    width: 220,
    sortable: false,
    filterable: false,
  },
  {
    id: 'who',
    header: 'Asked by',
    value: (operation) => operation.actor.name,
    cell: (operation) => actorWords(operation.actor),
    width: 140,
    sortable: false,
    filterable: false,
  },
  {
    id: 'kind',
    header: 'Kind',
    value: (operation) => operation.kind,
    mono: true,
    width: 150,
    hidden: true,
    sortable: false,
    filterable: false,
  },
  {
    id: 'lane',
    header: 'Lane',
    value: (operation) => operation.lane,
    mono: true,
    width: 140,
    hidden: true,
    sortable: false,
    filterable: false,
  },
];

/** Effects outside of the catalog: intended with a change, carried out after it, and tried again until they hold. */
export function OperationsPage() {
  const client = useClient();
  const [query, setQuery] = useState(emptyQuery);
  const state = keyOfWord(stateWords, query.filters['state']);
  const quick = query.quick.trim().toLowerCase();
  const fits = useCallback(
    (operation: Operation) =>
      [operation.summary, operation.kind, operation.lane, operation.reason ?? '', operation.actor.name]
        .join(' ')
        .toLowerCase()
        .includes(quick),
    [quick],
  );
  const matches = quick === '' ? undefined : fits;
  const fetchPage = async (before: string | undefined, limit: number, signal?: AbortSignal) => {
    const { operations, more } = await client.operations.list(
      { state, beforeId: before, limit },
      signal ? { signal } : {},
    );
    return { rows: operations, more };
  };
  const log = useCursorRows<Operation, string>({
    queryKey: ['operations', 'log', state],
    fetchPage: (before, signal) => fetchPage(before, pageSize, signal),
    cursorOf: key,
    matches,
  });
  const { inspected, setInspected } = useInspected('/activity/operations');
  const operation = log.rows.find((row) => key(row) === inspected);
  return (
    <Page
      head={<ActivityHead view="operations" note={log.note} />}
      onCloseInspector={() => setInspected(undefined)}
      inspector={operation && <OperationInspector operation={operation} onClose={() => setInspected(undefined)} />}
    >
      <section className="hr-panel" aria-labelledby="log">
        <h2 id="log" className="hidden-text">
          What was carried out, newest first
        </h2>
        <DataTable
          label="Operations"
          storageKey="operations"
          columns={columns}
          rowKey={key}
          source={log.source}
          query={query}
          onQuery={setQuery}
          inspectedKey={operation && inspected}
          onInspect={(row) => setInspected(key(row))}
          loading={log.loading}
          error={log.error && <ReadFailed what="Operations" error={log.error} onRetry={log.retry} />}
          empty={
            <EmptyState
              icon={IconRepeat}
              title="Nothing was carried out yet"
              actions={<a href="#/settings/catalog">Back up the catalog</a>}
            >
              What Headroom does outside of its catalog is kept here with its attempts, and survives a restart. A backup
              is the first such thing.
            </EmptyState>
          }
          onExport={({ columnIds }) =>
            void exportLog<Operation, string>({
              fileName: 'operations.csv',
              columns,
              columnIds,
              fetchPage: (before) => fetchPage(before, 500),
              cursorOf: key,
              matches,
            }).catch((error: unknown) =>
              toast({ title: 'Operations were not exported', detail: explain(error), kind: 'failed' }),
            )
          }
        />
      </section>
    </Page>
  );
}
