import './panel.css';
import { type ReactNode, useId } from 'react';

export interface PanelProps {
  readonly title: ReactNode;
  /** Beside the title, in small grey: what, when measured, how many. */
  readonly meta?: ReactNode;
  /** At the right of the head: quiet or small buttons, a legend, a segmented control. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Tables and maps go to the edge; prose and bars keep 12 px. */
  readonly flush?: boolean;
  readonly className?: string;
}

/** A titled surface. It has a line and no shadow, and never scrolls its head away. */
export function Panel({ title, meta, actions, children, flush = false, className }: PanelProps) {
  const id = useId();
  return (
    <section className={className ? `hr-panel ${className}` : 'hr-panel'} aria-labelledby={id}>
      <header className="hr-panel-head">
        <h2 id={id}>{title}</h2>
        {meta === undefined ? null : <span className="hr-panel-meta">{meta}</span>}
        {actions === undefined ? null : <span className="hr-panel-actions">{actions}</span>}
      </header>
      <div className={flush ? 'hr-panel-body' : 'hr-panel-body hr-panel-padded'}>{children}</div>
    </section>
  );
}
