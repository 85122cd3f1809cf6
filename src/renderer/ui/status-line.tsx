import './frame.css';
import type { ReactNode } from 'react';

export interface StatusLineItem {
  readonly id: string;
  readonly content: ReactNode;
}

export interface StatusLineProps {
  /** Connection, age of the data, ledger. */
  readonly left: readonly StatusLineItem[];
  /** One job, and the rules in force. */
  readonly right?: readonly StatusLineItem[];
}

/** The line at the foot that says whether what is shown can be believed. */
export function StatusLine({ left, right = [] }: StatusLineProps) {
  return (
    <footer className="hr-foot">
      {left.map((item) => (
        <span key={item.id}>{item.content}</span>
      ))}
      <span className="grow" />
      {right.map((item) => (
        <span key={item.id} className="ellipsis">
          {item.content}
        </span>
      ))}
    </footer>
  );
}
