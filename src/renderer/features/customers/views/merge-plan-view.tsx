import type { MergePlan } from '../../../../shared/contract/index.ts';
import { Facts, Note, Panel, Status } from '../../../ui/index.ts';
import { momentOf } from '../data/when.ts';
import { counted, fieldWord, stateShapes, stateWords } from '../data/words.ts';

export type Choice = MergePlan['fields'][number]['choice'];
export type Choices = Readonly<Record<string, Choice>>;

export interface MergePlanViewProps {
  readonly plan: MergePlan;
  /** What the operator chose; the rest follows the plan. */
  readonly choices: Choices;
  readonly onChoose: (field: string, choice: Choice) => void;
}

export function movedInWords({ members, sshKeys, contacts, policies, tags }: MergePlan['moved']): string {
  const parts = [
    [members, 'member', 'members'],
    [sshKeys, 'SSH key', 'SSH keys'],
    [contacts, 'contact', 'contacts'],
    [policies, 'policy', 'policies'],
    [tags, 'tag', 'tags'],
  ] as const;
  const moving = parts.filter(([count]) => count > 0).map(([count, one, many]) => counted(count, one, many));
  if (moving.length === 0) return 'Nothing moves';
  return `${moving.join(', ')} ${moving.length === 1 && /^1 /.test(moving[0] ?? '') ? 'moves' : 'move'}`;
}

export function MergePlanView({ plan, choices, onChoose }: MergePlanViewProps) {
  return (
    <>
      <div className="cu-pair">
        <Side title="Stays" summary={plan.keep} />
        <Side title="Is merged into it" summary={plan.remove} />
      </div>
      {plan.cautions.length === 0 ? null : (
        <Note tone="caution" title="The merge changes who may do what">
          <ul className="cu-reasons">
            {plan.cautions.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Note>
      )}
      <Panel title="Fields that differ" meta={`${plan.fields.length}, choose which value stays`} flush>
        {plan.fields.length === 0 ? (
          <p className="cu-padded small dim">Both say the same in every field.</p>
        ) : (
          <table className="cu-plan">
            <thead>
              <tr>
                <th scope="col">Field</th>
                <th scope="col">{plan.keep.name}</th>
                <th scope="col">{plan.remove.name}</th>
                <th scope="col">Why</th>
              </tr>
            </thead>
            <tbody>
              {plan.fields.map((field) => (
                <FieldLine key={field.field} field={field} chosen={choices[field.field]} onChoose={onChoose} />
              ))}
            </tbody>
          </table>
        )}
      </Panel>
      <div className="cu-pair">
        <Panel title="What moves">
          <Facts
            facts={[
              { label: 'Members', value: plan.moved.members },
              { label: 'SSH keys', value: plan.moved.sshKeys },
              { label: 'Contacts', value: plan.moved.contacts },
              { label: 'Access policies', value: plan.moved.policies },
              { label: 'Tags', value: plan.moved.tags },
            ]}
          />
        </Panel>
        <Panel title="What is dropped" meta="both have one, and that of the customer that stays is kept">
          {plan.dropped.length === 0 ? (
            <p className="small dim">Nothing.</p>
          ) : (
            <ul className="cu-reasons">
              {plan.dropped.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </Panel>
      </div>
    </>
  );
}

function Side({ title, summary }: { readonly title: string; readonly summary: MergePlan['keep'] }) {
  return (
    <Panel title={title} actions={<Status kind={stateShapes[summary.state]} label={stateWords[summary.state]} />}>
      <div className="cu-side-name" title={summary.name}>
        {summary.name}
      </div>
      <Facts
        facts={[
          { label: 'Reference', value: summary.reference || 'none' },
          { label: 'Members', value: summary.memberCount },
          { label: 'Created', value: momentOf(summary.createdAtMs) },
        ]}
      />
    </Panel>
  );
}

interface FieldLineProps {
  readonly field: MergePlan['fields'][number];
  readonly chosen: Choice | undefined;
  readonly onChoose: (field: string, choice: Choice) => void;
}

function FieldLine({ field, chosen, onChoose }: FieldLineProps) {
  const choice = chosen ?? field.choice;
  const value = (side: Choice, text: string) => (
    <td data-stays={choice === side || undefined}>
      <label>
        <input
          type="radio"
          name={`merge-${field.field}`}
          checked={choice === side}
          onChange={() => onChoose(field.field, side)}
        />
        <span>{text === '' ? <span className="dim">empty</span> : text}</span>
      </label>
    </td>
  );
  return (
    <tr>
      <th scope="row">{fieldWord(field.field)}</th>
      {value('keep', field.keepValue)}
      {value('take', field.removeValue)}
      <td className="small mid">{chosen === undefined || chosen === field.choice ? field.reason : 'You chose it.'}</td>
    </tr>
  );
}
