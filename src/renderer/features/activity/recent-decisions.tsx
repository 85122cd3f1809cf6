import './activity.css';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../core/index.ts';
import { IconGitBranch } from '../../ui/icons.ts';
import { EmptyState, Panel, Status } from '../../ui/index.ts';
import { outcomeWords, whenWords } from './words.ts';

const shown = 6;

/** The latest choices, for the overview. */
export function RecentDecisions() {
  const client = useClient();
  const { data } = useQuery({
    queryKey: ['decisions', 'recent'],
    queryFn: ({ signal }) => client.decisions.list({ limit: shown }, { signal }),
  });
  return (
    <Panel title="Recent decisions" meta="newest first" actions={<a href="#/activity/decisions">Decisions</a>} flush>
      {data?.decisions.length === 0 ? (
        <EmptyState icon={IconGitBranch} title="Nothing was decided yet">
          A choice that Headroom takes appears here with its reasons: a merge, an import, later a placement or a price.
        </EmptyState>
      ) : (
        <ul className="activity-recent" data-of="decisions">
          {data?.decisions.map((decision) => (
            <li key={decision.id}>
              <span className="mono dim">{whenWords(decision.atMs)}</span>
              <Status kind={outcomeWords[decision.outcome].kind} label={outcomeWords[decision.outcome].word} />
              <span className="ellipsis">{decision.summary}</span>
              <span className="ellipsis mid">{decision.reasons.join(' ')}</span>
              <a href={`#/activity/decisions?inspect=${decision.id}`} aria-label={`Why? ${decision.summary}`}>
                Why?
              </a>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
