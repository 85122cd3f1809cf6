import type { ActivityEntry } from '../../../../shared/contract/index.ts';
import { recentlyOf } from '../data/when.ts';

/** The last changes in one line each: when, who, what. */
export function HistoryLines({ entries }: { readonly entries: readonly ActivityEntry[] }) {
  if (entries.length === 0) return <p className="small dim">Nothing has changed yet.</p>;
  return (
    <ol className="cu-lines">
      {entries.map((entry) => (
        <li key={entry.sequence}>
          <span className="mono dim nowrap">{recentlyOf(entry.atMs)}</span>
          <span className="cu-clamp" title={entry.summary}>
            {entry.summary} <span className="dim nowrap">by {entry.actor.name}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
