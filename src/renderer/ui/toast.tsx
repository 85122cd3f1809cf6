import './toast.css';
import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import { IconAlertCircle, IconAlertTriangle, IconCheck } from './icons.ts';

export interface ToastOptions {
  /** What is so now: "18 hosts lent until 21:50". */
  readonly title: string;
  readonly detail?: string;
  readonly kind?: 'done' | 'attention' | 'failed';
  /** Offered for some seconds, with the seconds in sight. */
  readonly undo?: { readonly run: () => void; readonly seconds?: number };
}

const icons = { done: IconCheck, attention: IconAlertTriangle, failed: IconAlertCircle };

/** A short word about what has just happened. What must be acted on belongs in the inbox instead. */
export function toast({ title, detail, kind = 'done', undo }: ToastOptions): void {
  const seconds = undo?.seconds ?? 8;
  const Icon = icons[kind];
  const id = notifications.show({
    message: (
      <span className="hr-toast">
        <span className="grow">
          <span className="hr-toast-title">{title}</span>
          {detail}
        </span>
        {undo ? (
          <UndoButton
            seconds={seconds}
            onUndo={() => {
              undo.run();
              notifications.hide(id);
            }}
          />
        ) : null}
      </span>
    ),
    icon: <Icon />,
    className: 'hr-toast-frame',
    attributes: { root: { 'data-kind': kind } },
    withBorder: true,
    // A failure stays until it is read.
    autoClose: kind === 'failed' ? false : undo ? seconds * 1000 : 6000,
  });
}

/** Said when an action threw: a defect, so the message is whatever the defect says of itself. */
export function toastFailure(what: string, error: unknown): void {
  toast({ title: `${what} failed`, detail: error instanceof Error ? error.message : String(error), kind: 'failed' });
}

function UndoButton({ seconds, onUndo }: { readonly seconds: number; readonly onUndo: () => void }) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = setInterval(() => setLeft((value) => Math.max(0, value - 1)), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <button type="button" className="hr-button" data-variant="quiet" data-size="small" onClick={onUndo}>
      Undo, {left} s
    </button>
  );
}
