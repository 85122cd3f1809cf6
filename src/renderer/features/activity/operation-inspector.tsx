import type { Operation } from '../../../shared/contract/index.ts';
import { ActionButton, ErrorNote, type Fact, formatMoment, Inspector, Note, Status } from '../../ui/index.ts';
import { useRetryOperation } from './retry-operation.ts';
import { useRelations } from './use-relations.tsx';
import { useWhy } from './use-why.tsx';
import { actorWords, sentence, stateWords } from './words.ts';

export function OperationInspector(props: { readonly operation: Operation; readonly onClose: () => void }) {
  const { operation, onClose } = props;
  const { kind, word } = stateWords[operation.state];
  const retry = useRetryOperation();
  const why = useWhy(operation.subject);
  const relations = useRelations([operation.subject]);
  return (
    <Inspector
      name={operation.kind}
      mono
      status={<Status kind={kind} label={word} />}
      caption={<span className="mid">{operation.summary}</span>}
      onClose={onClose}
      facts={factsOf(operation)}
      actions={<ActionButton action={retry} subject={operation} />}
      relations={relations}
      why={why}
    >
      <Outcome operation={operation} />
    </Inspector>
  );
}

function factsOf(operation: Operation): Fact[] {
  const facts: Fact[] = [
    { label: 'Attempts', value: `${operation.attempts} of ${operation.maximumAttempts}` },
    { label: 'Asked', value: formatMoment(operation.createdAtMs) },
    { label: operation.state === 'done' ? 'Done' : 'Last change', value: formatMoment(operation.updatedAtMs) },
    { label: 'Asked by', value: actorWords(operation.actor) },
    { label: 'Lane', value: <span className="mono">{operation.lane}</span> },
  ];
  if (operation.state === 'queued' && operation.nextAttemptAtMs !== null) {
    facts.splice(1, 0, { label: 'Next attempt', value: formatMoment(operation.nextAttemptAtMs) });
  }
  return facts;
}

function Outcome({ operation }: { readonly operation: Operation }) {
  if (operation.state === 'failed') {
    return (
      <ErrorNote
        title={`It failed after ${operation.attempts} ${operation.attempts === 1 ? 'attempt' : 'attempts'}`}
        why={sentence(operation.reason ?? 'No reason was recorded')}
        unchanged="It is not tried again by itself."
        next="Remove the reason, then retry it. Retrying is harmless: what is done already counts as done."
        code={`${operation.kind}, ${operation.id}`}
      />
    );
  }
  if (operation.reason === null) return <p className="small dim">Nothing to report yet.</p>;
  const title = operation.state === 'done' ? 'What came of it' : 'Why the last attempt did not hold';
  return (
    <Note title={title} tone={operation.state === 'done' ? 'neutral' : 'caution'}>
      <div className="small">{operation.reason}</div>
    </Note>
  );
}
