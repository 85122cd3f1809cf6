import './progress.css';
import { type ReactNode, useId } from 'react';
import { Button } from './button.tsx';

export interface ProgressProps {
  /** What: "Copying debian-13.2 to 6 hosts". */
  readonly title: string;
  /** 0 to 1; without it the end is not known, and the bar says so by being hatched. */
  readonly fraction?: number | undefined;
  /** How long: "about 40 s left". */
  readonly remaining?: string | undefined;
  /** What is done and what cancelling keeps: "4 verified, 2 at 118 MiB/s. Cancelling keeps the 4." */
  readonly detail?: ReactNode;
  readonly onCancel?: (() => void) | undefined;
}

/** Long work in words: what, how far, how long, and what cancelling keeps. */
export function Progress({ title, fraction, remaining, detail, onCancel }: ProgressProps) {
  const id = useId();
  const percent = fraction === undefined ? undefined : Math.round(Math.min(1, Math.max(0, fraction)) * 100);
  const far = [percent === undefined ? undefined : `${percent} %`, remaining].filter(Boolean).join(', ');
  return (
    <div className="hr-progress">
      <div className="hr-progress-head">
        <span id={id} className="strong">
          {title}
        </span>
        <span className="dim num nowrap">{far}</span>
      </div>
      <div className="row">
        <div
          className="hr-progress-bar"
          role="progressbar"
          aria-labelledby={id}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
          aria-valuetext={far || 'Under way, end not known'}
          data-open={percent === undefined || undefined}
        >
          <span style={{ width: `${percent ?? 100}%` }} />
        </div>
        {onCancel ? (
          <Button size="small" onClick={onCancel} aria-describedby={id}>
            Cancel
          </Button>
        ) : null}
      </div>
      {detail === undefined ? null : <div className="small mid">{detail}</div>}
    </div>
  );
}
