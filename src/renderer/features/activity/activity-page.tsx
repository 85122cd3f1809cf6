import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useRef, useState } from 'react';
import type { ActivityEntry } from '../../../shared/contract/index.ts';
import { explain, useClient } from '../../core/index.ts';
import { IconHistory } from '../../ui/icons.ts';
import { DataTable, EmptyState, emptyQuery, Page, type TableColumn, toast } from '../../ui/index.ts';
import { ActivityHead } from './activity-head.tsx';
import { ActivityInspector } from './activity-inspector.tsx';
import { useInspected } from './address.ts';
import { exportLog } from './export-log.ts';
import { ReadFailed } from './read-failed.tsx';
import { useCursorRows } from './use-cursor-rows.ts';
import { actorWords, kindWords, whenWords } from './words.ts';

const pageSize = 200;
const key = (entry: ActivityEntry) => String(entry.sequence);

const columnsFor = (people: readonly string[]): readonly TableColumn<ActivityEntry>[] => [
  {
    id: 'when',
    header: 'When',
    value: (entry) => new Date(entry.atMs).toISOString(),
    cell: (entry) => whenWords(entry.atMs),
    width: 150,
    sortable: false,
    filterable: false,
  },
  {
    id: 'who',
    header: 'Who',
    value: (entry) => entry.actor.name,
    cell: (entry) => actorWords(entry.actor),
    options: people,
    width: 150,
    sortable: false,
  },
  {
    id: 'what',
    header: 'What',
    value: (entry) => entry.summary,
    grow: 3,
    width: 260,
    sortable: false,
    filterable: false,
  },
  {
    id: 'changes',
    header: 'Fields changed',
    value: (entry) => entry.changes.map((change) => change.field).join(', '),
    grow: 1,
    width: 150,
    sortable: false,
    filterable: false,
  },
  {
    id: 'command',
    header: 'Command',
    value: (entry) => entry.command,
    mono: true,
    width: 170,
    sortable: false,
    filterable: false,
  },
  {
    id: 'subjects',
    header: 'About',
    value: (entry) => entry.subjects.map((subject) => kindWords(subject.kind)).join(', '),
    width: 150,
    hidden: true,
    sortable: false,
    filterable: false,
  },
  {
    id: 'sequence',
    header: 'Number',
    value: (entry) => entry.sequence,
    align: 'right',
    width: 90,
    hidden: true,
    sortable: false,
    filterable: false,
  },
];

/** Who did what, newest first. Text and person are asked of core. */
export function ActivityPage() {
  const client = useClient();
  const [query, setQuery] = useState(emptyQuery);
  const [text] = useDebouncedValue(query.quick.trim(), 150);
  const actorName = query.filters['who'] ?? '';
  const asked = { ...(text === '' ? {} : { text }), ...(actorName === '' ? {} : { actorName }) };
  const fetchPage = async (before: number | undefined, limit: number, signal?: AbortSignal) => {
    const input = { ...asked, limit, ...(before === undefined ? {} : { beforeSequence: before }) };
    const { entries, more } = await client.activity.list(input, signal ? { signal } : {});
    return { rows: entries, more };
  };
  const log = useCursorRows<ActivityEntry, number>({
    queryKey: ['activity', 'log', asked],
    fetchPage: (before, signal) => fetchPage(before, pageSize, signal),
    cursorOf: (entry) => entry.sequence,
  });
  const people = usePeople(log.rows);
  const columns = useMemo(() => columnsFor(people), [people]);
  const { inspected, setInspected } = useInspected('/activity');
  const entry = log.rows.find((row) => key(row) === inspected);
  return (
    <Page
      head={<ActivityHead view="activity" note={log.note} />}
      onCloseInspector={() => setInspected(undefined)}
      inspector={entry && <ActivityInspector entry={entry} onClose={() => setInspected(undefined)} />}
    >
      <section className="hr-panel" aria-labelledby="log">
        <h2 id="log" className="hidden-text">
          What was done, newest first
        </h2>
        <DataTable
          label="Activity"
          storageKey="activity"
          columns={columns}
          rowKey={key}
          source={log.source}
          query={query}
          onQuery={setQuery}
          inspectedKey={entry && inspected}
          onInspect={(row) => setInspected(key(row))}
          loading={log.loading}
          error={log.error && <ReadFailed what="Activity" error={log.error} onRetry={log.retry} />}
          empty={
            <EmptyState icon={IconHistory} title="Nothing was done yet">
              Every change is written here with who made it, when, and each value before and after. The first one
              appears with the first change.
            </EmptyState>
          }
          onExport={({ columnIds }) =>
            void exportLog<ActivityEntry, number>({
              fileName: 'activity.csv',
              columns,
              columnIds,
              fetchPage: (before) => fetchPage(before, 500),
              cursorOf: (row) => row.sequence,
            }).catch((error: unknown) =>
              toast({ title: 'Activity was not exported', detail: explain(error), kind: 'failed' }),
            )
          }
        />
      </section>
    </Page>
  );
}

/** Everybody seen in what was read, also while the filter shows one of them. */
function usePeople(rows: readonly ActivityEntry[]): readonly string[] {
  const seen = useRef<ReadonlySet<string>>(new Set());
  return useMemo(() => {
    seen.current = new Set([...seen.current, ...rows.map((row) => row.actor.name)]);
    return [...seen.current].sort((a, b) => a.localeCompare(b));
  }, [rows]);
}
