import './note.css';
import type { ReactNode } from 'react';
import type { IconComponent } from './icon.tsx';
import { IconAlertCircle, IconAlertTriangle, IconBan, IconInfoCircle } from './icons.ts';

export interface NoteProps {
  readonly tone?: 'neutral' | 'caution' | 'critical';
  readonly icon?: IconComponent;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** Announced at once when it appears (`alert`), or in its turn (`status`). */
  readonly role?: 'alert' | 'status';
}

const icons = { neutral: IconInfoCircle, caution: IconAlertTriangle, critical: IconAlertCircle };

/** A bordered sentence with its consequence and what to do. */
export function Note({ tone = 'neutral', icon, title, children, actions, role }: NoteProps) {
  const Icon = icon ?? icons[tone];
  return (
    <div className="hr-note" data-tone={tone} role={role}>
      <Icon />
      <div className="hr-note-main">
        <div className="hr-note-title">{title}</div>
        {children}
        {actions === undefined ? null : <div className="hr-note-actions">{actions}</div>}
      </div>
    </div>
  );
}

export interface ErrorNoteProps {
  /** What failed: "Layer was not copied to b03-11". */
  readonly title: ReactNode;
  /** Why, with the figure. */
  readonly why: ReactNode;
  /** What did not change: "Nothing was changed." */
  readonly unchanged?: ReactNode;
  /** What to do, in words; the buttons go in `actions`. */
  readonly next?: ReactNode;
  readonly actions?: ReactNode;
  /** The code and operation, for a report: "layer.pool-full, op 77120". */
  readonly code: string;
}

/** An error as an operator needs it: what, why, what did not change, what to do, the code. */
export function ErrorNote({ title, why, unchanged, next, actions, code }: ErrorNoteProps) {
  return (
    <Note tone="critical" title={title} role="alert">
      <div className="hr-note-text">
        {why} {unchanged}
      </div>
      {next === undefined ? null : <div className="hr-note-text mid">{next}</div>}
      {actions === undefined ? null : <div className="hr-note-actions">{actions}</div>}
      <div className="hr-note-code mono">{code}</div>
    </Note>
  );
}

export interface RefusalNoteProps {
  /** The refusal in two or three words: "Does not fit". */
  readonly title: ReactNode;
  readonly reasons: readonly ReactNode[];
  /** The nearest things that work, each a button or a link. */
  readonly nearest?: ReactNode;
  readonly actions?: ReactNode;
  readonly code: string;
}

/** A refusal is an answer, not an error: its reasons, and the nearest thing that works. */
export function RefusalNote({ title, reasons, nearest, actions, code }: RefusalNoteProps) {
  return (
    <Note tone="critical" icon={IconBan} title={title} role="status">
      {reasons.length === 1 ? (
        <div className="hr-note-text">{reasons[0]}</div>
      ) : (
        <ul className="hr-note-reasons">
          {reasons.map((reason, index) => (
            <li key={`${index}`}>{reason}</li>
          ))}
        </ul>
      )}
      {nearest === undefined ? null : <div className="hr-note-nearest">{nearest}</div>}
      {actions === undefined ? null : <div className="hr-note-actions">{actions}</div>}
      <div className="hr-note-code mono">{code}</div>
    </Note>
  );
}
