import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ActivityEntry, Customer, FieldChange } from '../../../../../shared/contract/index.ts';
import { IconHistory } from '../../../../ui/icons.ts';
import { Button, EmptyState, formatTime, Panel, TextField } from '../../../../ui/index.ts';
import { useHistory } from '../../data/queries.ts';
import { dayOf } from '../../data/when.ts';
import { fieldWord } from '../../data/words.ts';
import { Trouble } from '../trouble.tsx';
import type { UseTab } from './tab.ts';

export const useHistoryTab: UseTab = (customer) => ({ content: <History customer={customer} /> });

const typingMs = 200;

/** Every mutation of this customer, newest first: who, when, and each field before and after. */
function History({ customer }: { readonly customer: Customer }) {
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text.trim(), typingMs);
  const history = useHistory(customer.id, settled);
  const entries = history.data?.pages.flatMap((page) => page.entries) ?? [];
  const days = Map.groupBy(entries, (entry) => dayOf(entry.atMs));
  return (
    <Panel
      title="History"
      meta="every change, newest first"
      className="cu-surface"
      flush
      actions={
        <TextField
          aria-label="Filter history"
          placeholder="Filter"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <section className="cu-history" tabIndex={0} aria-label="Changes">
        {history.error === null ? null : (
          <Trouble title="History could not be read" error={history.error} onRetry={() => void history.refetch()} />
        )}
        {history.isSuccess && entries.length === 0 ? (
          <EmptyState icon={IconHistory} title={settled === '' ? 'No history yet' : 'Nothing matches'}>
            {settled === ''
              ? 'Every change of this customer is kept here, with who made it.'
              : 'Clear the filter to see every change.'}
          </EmptyState>
        ) : null}
        {[...days].map(([day, ofDay]) => (
          <section key={day} aria-label={day}>
            <h3>{day}</h3>
            <ol>
              {ofDay.map((entry) => (
                <Entry key={entry.sequence} entry={entry} />
              ))}
            </ol>
          </section>
        ))}
        {history.hasNextPage ? (
          <Button size="small" disabled={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            Older changes
          </Button>
        ) : null}
      </section>
    </Panel>
  );
}

function Entry({ entry }: { readonly entry: ActivityEntry }) {
  return (
    <li>
      <time className="mono dim" dateTime={new Date(entry.atMs).toISOString()}>
        {formatTime(entry.atMs)}
      </time>
      <div className="cu-history-what">
        <div>
          {entry.summary} <span className="dim">by {entry.actor.name}</span>
        </div>
        {entry.changes.length === 0 ? null : (
          <table className="cu-changes">
            <thead className="hidden-text">
              <tr>
                <th>Field</th>
                <th>Before</th>
                <th>After</th>
              </tr>
            </thead>
            <tbody>
              {entry.changes.map((change) => (
                <Change key={change.field} change={change} />
              ))}
            </tbody>
          </table>
        )}
      </div>
      <span className="mono tiny dim nowrap">#{entry.sequence}</span>
    </li>
  );
}

function Change({ change: { field, before, after } }: { readonly change: FieldChange }) {
  return (
    <tr>
      <th scope="row">{fieldWord(field)}</th>
      <td className="cu-before">{written(before)}</td>
      <td>{written(after)}</td>
    </tr>
  );
}

function written(value: string | null) {
  if (value === null) return <span className="dim">not there</span>;
  return value === '' ? <span className="dim">empty</span> : value;
}
