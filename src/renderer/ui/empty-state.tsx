import './note.css';
import type { ReactNode } from 'react';
import type { IconComponent } from './icon.tsx';

export interface EmptyStateProps {
  readonly icon: IconComponent;
  readonly title: string;
  /** What will be here, and what the first step does. */
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** Says what will be here and offers the first step. */
export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="hr-empty">
      <Icon size={24} className="mid" />
      <h3>{title}</h3>
      <div className="hr-empty-text">{children}</div>
      {actions === undefined ? null : <div className="row wrap">{actions}</div>}
    </div>
  );
}
