import './activity.css';
import type { ActivityEntry } from '../../../shared/contract/index.ts';
import { formatMoment, Inspector } from '../../ui/index.ts';
import { useRelations } from './use-relations.tsx';
import { useWhy } from './use-why.tsx';
import { actorWords } from './words.ts';

export function ActivityInspector({ entry, onClose }: { readonly entry: ActivityEntry; readonly onClose: () => void }) {
  const why = useWhy(entry.subjects[0]);
  const relations = useRelations(entry.subjects);
  return (
    <Inspector
      name={entry.command}
      mono
      caption={<span className="mid">{entry.summary}</span>}
      onClose={onClose}
      facts={[
        { label: 'Who', value: actorWords(entry.actor) },
        { label: 'When', value: formatMoment(entry.atMs) },
        { label: 'Number', value: entry.sequence.toLocaleString('en-GB') },
      ]}
      relations={relations}
      why={why}
    >
      <Changes entry={entry} />
    </Inspector>
  );
}

function Changes({ entry }: { readonly entry: ActivityEntry }) {
  if (entry.changes.length === 0) return <p className="small dim">No field is recorded with this command.</p>;
  return (
    <table className="activity-changes">
      <caption>What changed</caption>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {entry.changes.map((change) => (
          <tr key={change.field}>
            <th scope="row">{change.field}</th>
            <td>
              {change.before === null || change.before === '' ? (
                <span className="dim">nothing</span>
              ) : (
                <del>{change.before}</del>
              )}
            </td>
            <td>
              {change.after === null || change.after === '' ? (
                <span className="dim">nothing</span>
              ) : (
                <ins>{change.after}</ins>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
