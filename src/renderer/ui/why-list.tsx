import './why-list.css';
import type { ReactNode } from 'react';

export interface Decision {
  readonly id: string;
  /** A sentence in the past tense: "3 cards lent to the general pool". */
  readonly title: ReactNode;
  /** Why, with figures. */
  readonly reasons: ReactNode;
  /** The mono line that names when, which rule and which seed, so that it can be replayed. */
  readonly replay: string;
  readonly onOpen?: () => void;
}

/** Decisions about one subject, newest first, each with its reasons and the line to replay it. */
export function WhyList({ decisions }: { readonly decisions: readonly Decision[] }) {
  if (decisions.length === 0) return <p className="small dim">No decision has touched this yet.</p>;
  return (
    <ul className="hr-why">
      {decisions.map((decision) => (
        <li key={decision.id}>
          <div className="strong">{decision.title}</div>
          <div className="hr-why-reasons">{decision.reasons}</div>
          {decision.onOpen ? (
            <button type="button" className="hr-why-replay mono" onClick={decision.onOpen}>
              {decision.replay}
            </button>
          ) : (
            <div className="hr-why-replay mono">{decision.replay}</div>
          )}
        </li>
      ))}
    </ul>
  );
}
