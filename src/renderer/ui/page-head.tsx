import './frame.css';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import type { IconComponent } from './icon.tsx';

export interface PageView {
  readonly id: string;
  readonly label: string;
  readonly href?: string;
  readonly count?: number;
}

export interface PrimaryAction {
  readonly label: string;
  readonly onRun: () => void;
  readonly icon?: IconComponent;
  readonly shortcut?: string;
  readonly disabledReason?: string | undefined;
}

export interface PageHeadProps {
  readonly title: ReactNode;
  readonly views?: readonly PageView[];
  readonly currentView?: string;
  /** For views that are not addresses. */
  readonly onView?: (id: string) => void;
  /** At the right: what is shown, and when it was measured. */
  readonly note?: ReactNode;
  readonly secondary?: ReactNode;
  /** A page has at most one. */
  readonly primary?: PrimaryAction | undefined;
}

/** Title, views of it, and at most one primary action. */
export function PageHead({ title, views = [], currentView, onView, note, secondary, primary }: PageHeadProps) {
  return (
    <div className="hr-head">
      <h1>{title}</h1>
      {views.length > 0 ? (
        <nav className="hr-views" aria-label="Views">
          {views.map((view) => (
            <a
              key={view.id}
              href={view.href ?? '#'}
              aria-current={view.id === currentView ? 'page' : undefined}
              onClick={(event) => {
                if (!onView) return;
                event.preventDefault();
                onView(view.id);
              }}
            >
              {view.label}
              {view.count === undefined ? null : `, ${view.count.toLocaleString('en-GB')}`}
            </a>
          ))}
        </nav>
      ) : null}
      <span className="grow" />
      {note === undefined ? null : <span className="hr-head-note">{note}</span>}
      {secondary}
      {primary ? (
        <Button
          variant="primary"
          onClick={primary.onRun}
          disabledReason={primary.disabledReason}
          {...(primary.icon ? { icon: primary.icon } : {})}
          {...(primary.shortcut ? { shortcut: primary.shortcut } : {})}
        >
          {primary.label}
        </Button>
      ) : null}
    </div>
  );
}
