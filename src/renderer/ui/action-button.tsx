import { useState } from 'react';
import { type Action, offReason, runAction } from './action.ts';
import { Button, type ButtonProps } from './button.tsx';

export interface ActionButtonProps<T> {
  readonly action: Action<T>;
  readonly subject: T;
  readonly variant?: ButtonProps['variant'];
  readonly size?: ButtonProps['size'];
  readonly showShortcut?: boolean;
}

/** An action as a button: off with its reason, and off while it runs. */
export function ActionButton<T>({ action, subject, variant, size, showShortcut = false }: ActionButtonProps<T>) {
  const [running, setRunning] = useState(false);
  return (
    <Button
      variant={variant ?? (action.danger ? 'danger' : 'default')}
      size={size ?? 'normal'}
      icon={action.icon}
      shortcut={showShortcut ? action.shortcut : undefined}
      disabledReason={offReason(action, subject)}
      disabled={running}
      onClick={() => {
        setRunning(true);
        void runAction(action, subject).finally(() => setRunning(false));
      }}
    >
      {action.label}
    </Button>
  );
}
