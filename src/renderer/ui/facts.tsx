import './facts.css';
import type { ReactNode } from 'react';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  /** When it was measured, where a live figure stands alone. */
  readonly measured?: string;
}

/** Names left, values right, figures aligned. A fact that is not known is said as such, never left out. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="hr-facts">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>
            {fact.value ?? <span className="dim">not known</span>}
            {fact.measured ? <span className="hr-facts-measured">{fact.measured}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
