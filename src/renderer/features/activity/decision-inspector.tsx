import './activity.css';
import type { Decision } from '../../../shared/contract/index.ts';
import { IconCopy } from '../../ui/icons.ts';
import { Button, formatMoment, Inspector, Status, toast } from '../../ui/index.ts';
import { useRelations } from './use-relations.tsx';
import { whyLine } from './use-why.tsx';
import { actorWords, outcomeWords } from './words.ts';

export function DecisionInspector(props: { readonly decision: Decision; readonly onClose: () => void }) {
  const { decision, onClose } = props;
  const { kind, word } = outcomeWords[decision.outcome];
  const relations = useRelations(decision.subjects);
  const inputs = JSON.stringify(decision.inputs, undefined, 2);
  const copy = async () => {
    await navigator.clipboard.writeText(inputs);
    toast({ title: 'Inputs copied' });
  };
  return (
    <Inspector
      name={decision.kind}
      mono
      status={<Status kind={kind} label={word} />}
      caption={<span className="mid">{decision.summary}</span>}
      onClose={onClose}
      facts={[
        { label: 'When', value: formatMoment(decision.atMs) },
        { label: 'Asked by', value: actorWords(decision.actor) },
      ]}
      relations={relations}
      why={[{ ...whyLine(decision), replay: `${decision.kind}, ${decision.id}` }]}
    >
      <div className="activity-inputs-head">
        <h3>What it saw</h3>
        <Button size="small" variant="quiet" icon={IconCopy} onClick={() => void copy()}>
          Copy
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <section className="activity-inputs" tabIndex={0} aria-label="Inputs of the decision">
        <pre className="mono">{inputs}</pre>
      </section>
    </Inspector>
  );
}
