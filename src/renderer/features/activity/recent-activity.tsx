import './activity.css';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../core/index.ts';
import { IconHistory } from '../../ui/icons.ts';
import { EmptyState, Panel } from '../../ui/index.ts';
import { actorWords, whenWords } from './words.ts';

const shown = 8;

/** The latest changes, for the overview. */
export function RecentActivity() {
  const client = useClient();
  const { data } = useQuery({
    queryKey: ['activity', 'recent'],
    queryFn: ({ signal }) => client.activity.list({ limit: shown }, { signal }),
  });
  return (
    <Panel title="Recent activity" meta="newest first" actions={<a href="#/activity">Activity</a>} flush>
      {data?.entries.length === 0 ? (
        <EmptyState icon={IconHistory} title="Nothing was done yet">
          Each change appears here with who made it. Its values before and after are in Activity.
        </EmptyState>
      ) : (
        <ul className="activity-recent" data-of="activity">
          {data?.entries.map((entry) => (
            <li key={entry.sequence}>
              <span className="mono dim">{whenWords(entry.atMs)}</span>
              <span className="mid ellipsis">{actorWords(entry.actor)}</span>
              <span className="ellipsis">{entry.summary}</span>
              <a href={`#/activity?inspect=${entry.sequence}`} aria-label={`Details: ${entry.summary}`}>
                Details
              </a>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
