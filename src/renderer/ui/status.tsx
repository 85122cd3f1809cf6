import './status.css';
import type { ReactNode } from 'react';
import { type StatusKind, StatusShape } from './status-shape.tsx';

export interface StatusProps {
  readonly kind: StatusKind;
  /** The word, always: "Running", "Migrating, 42 %", "Unknown, 13 min". */
  readonly label: ReactNode;
}

/** Shape, word, then colour; and colour only when someone should look. */
export function Status({ kind, label }: StatusProps) {
  return (
    <span className="hr-status" data-kind={kind}>
      <StatusShape kind={kind} />
      <span className="ellipsis">{label}</span>
    </span>
  );
}
