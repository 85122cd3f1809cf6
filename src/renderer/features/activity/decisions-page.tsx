import { useCallback, useState } from 'react';
import type { Decision } from '../../../shared/contract/index.ts';
import { explain, useClient } from '../../core/index.ts';
import { IconGitBranch } from '../../ui/icons.ts';
import { DataTable, EmptyState, emptyQuery, Page, Status, type TableColumn, toast } from '../../ui/index.ts';
import { ActivityHead } from './activity-head.tsx';
import { useInspected } from './address.ts';
import { DecisionInspector } from './decision-inspector.tsx';
import { exportLog } from './export-log.ts';
import { ReadFailed } from './read-failed.tsx';
import { useCursorRows } from './use-cursor-rows.ts';
import { actorWords, keyOfWord, outcomeWords, whenWords } from './words.ts';

const pageSize = 200;
const key = (decision: Decision) => decision.id;

const columns: readonly TableColumn<Decision>[] = [
  {
    id: 'when',
    header: 'When',
    value: (decision) => new Date(decision.atMs).toISOString(),
    cell: (decision) => whenWords(decision.atMs),
    width: 150,
    sortable: false,
    filterable: false,
  },
  {
    id: 'outcome',
    header: 'Outcome',
    value: (decision) => outcomeWords[decision.outcome].word,
    cell: ({ outcome }) => <Status kind={outcomeWords[outcome].kind} label={outcomeWords[outcome].word} />,
    options: Object.values(outcomeWords).map(({ word }) => word),
    width: 140,
    sortable: false,
  },
  {
    id: 'what',
    header: 'Decision',
    value: (decision) => decision.summary,
    grow: 2,
    width: 240,
    sortable: false,
    filterable: false,
  },
  {
    id: 'why',
    header: 'Why',
    value: (decision) => decision.reasons.join(' '),
    grow: 3,
    width: 240,
    sortable: false,
    filterable: false,
  },
  {
    id: 'rule',
    header: 'Rule',
    value: (decision) => decision.kind,
    mono: true,
    width: 150,
    sortable: false,
    filterable: false,
  },
  {
    id: 'who',
    header: 'Asked by',
    value: (decision) => decision.actor.name,
    cell: (decision) => actorWords(decision.actor),
    width: 140,
    hidden: true,
    sortable: false,
    filterable: false,
  },
];

/** What was decided, and why. Core filters by outcome; text is looked for here, through older pages as needed. */
export function DecisionsPage() {
  const client = useClient();
  const [query, setQuery] = useState(emptyQuery);
  const outcome = keyOfWord(outcomeWords, query.filters['outcome']);
  const quick = query.quick.trim().toLowerCase();
  const fits = useCallback(
    (decision: Decision) =>
      [decision.summary, decision.kind, decision.actor.name, ...decision.reasons]
        .join(' ')
        .toLowerCase()
        .includes(quick),
    [quick],
  );
  const matches = quick === '' ? undefined : fits;
  const fetchPage = async (before: string | undefined, limit: number, signal?: AbortSignal) => {
    const { decisions, more } = await client.decisions.list(
      { outcome, beforeId: before, limit },
      signal ? { signal } : {},
    );
    return { rows: decisions, more };
  };
  const log = useCursorRows<Decision, string>({
    queryKey: ['decisions', 'log', outcome],
    fetchPage: (before, signal) => fetchPage(before, pageSize, signal),
    cursorOf: key,
    matches,
  });
  const { inspected, setInspected } = useInspected('/activity/decisions');
  const decision = log.rows.find((row) => key(row) === inspected);
  return (
    <Page
      head={<ActivityHead view="decisions" note={log.note} />}
      onCloseInspector={() => setInspected(undefined)}
      inspector={decision && <DecisionInspector decision={decision} onClose={() => setInspected(undefined)} />}
    >
      <section className="hr-panel" aria-labelledby="log">
        <h2 id="log" className="hidden-text">
          What was decided, newest first
        </h2>
        <DataTable
          label="Decisions"
          storageKey="decisions"
          columns={columns}
          rowKey={key}
          source={log.source}
          query={query}
          onQuery={setQuery}
          inspectedKey={decision && inspected}
          onInspect={(row) => setInspected(key(row))}
          loading={log.loading}
          error={log.error && <ReadFailed what="Decisions" error={log.error} onRetry={log.retry} />}
          empty={
            <EmptyState icon={IconGitBranch} title="Nothing was decided yet">
              When Headroom chooses, grants or refuses, the choice is kept here with its inputs and reasons, so that
              anyone can ask why. The first ones come from merging and importing customers.
            </EmptyState>
          }
          onExport={({ columnIds }) =>
            void exportLog<Decision, string>({
              fileName: 'decisions.csv',
              columns,
              columnIds,
              fetchPage: (before) => fetchPage(before, 500),
              cursorOf: key,
              matches,
            }).catch((error: unknown) =>
              toast({ title: 'Decisions were not exported', detail: explain(error), kind: 'failed' }),
            )
          }
        />
      </section>
    </Page>
  );
}
