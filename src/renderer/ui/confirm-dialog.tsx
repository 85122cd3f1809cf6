import { type ReactNode, useEffect, useState } from 'react';
import { Button } from './button.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import { TextField } from './fields.tsx';
import { type StatusKind, StatusShape } from './status-shape.tsx';

export interface Consequence {
  readonly id: string;
  /** `running` for "nothing is lost here", `attention` and `failed` for what is. */
  readonly kind: StatusKind;
  readonly text: ReactNode;
}

export interface ConfirmDialogProps {
  readonly opened: boolean;
  /** A question: "Remove host c07-03?" */
  readonly title: string;
  /** What it does and what it leaves alone. */
  readonly children: ReactNode;
  readonly consequences?: readonly Consequence[];
  /** Typed to confirm. Without a name the dialog asks only for the button. */
  readonly name?: string;
  readonly nameLabel?: string;
  /** The safe button, named after the outcome: "Keep host". */
  readonly safeLabel: string;
  readonly confirmLabel: string;
  readonly onConfirm: () => Promise<void> | void;
  readonly onClose: () => void;
}

/** For what can't be undone: consequences as checks, then the name. Enter stays off until the name matches. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, title, children, consequences = [], name, onClose } = props;
  const [typed, setTyped] = useState('');
  const [running, setRunning] = useState(false);
  useEffect(() => {
    if (opened) setTyped('');
  }, [opened]);
  const matches = name === undefined || typed === name;
  const confirm = async () => {
    if (!matches || running) return;
    setRunning(true);
    try {
      await props.onConfirm();
    } finally {
      setRunning(false);
    }
  };
  return (
    <DialogFrame opened={opened} onClose={onClose} title={title} widthPx={440}>
      <form
        className="col hr-dialog-body"
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        <div className="mid">{children}</div>
        {consequences.length > 0 ? (
          <ul className="hr-dialog-checks">
            {consequences.map((item) => (
              <li key={item.id} data-kind={item.kind}>
                <StatusShape kind={item.kind} />
                <span>{item.text}</span>
              </li>
            ))}
          </ul>
        ) : null}
        {name === undefined ? null : (
          <TextField
            data-autofocus
            className="hr-dialog-name"
            label={props.nameLabel ?? `Type ${name} to confirm`}
            hint="Enter stays off until the name matches."
            value={typed}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        <div className="hr-dialog-buttons">
          <Button onClick={onClose}>{props.safeLabel}</Button>
          <Button type="submit" variant="destroy" disabled={!matches || running}>
            {props.confirmLabel}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}
