import type { ReactNode } from 'react';
import { DialogFrame } from './dialog-frame.tsx';

export interface DialogProps {
  readonly opened: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The buttons at the foot, the safe one first. Leave out when the content is a `<Form>` with its own. */
  readonly buttons?: ReactNode;
  readonly widthPx?: number;
}

/** A form or a question over the page. Closing it changes nothing. */
export function Dialog({ opened, title, onClose, children, buttons, widthPx = 520 }: DialogProps) {
  return (
    <DialogFrame opened={opened} title={title} onClose={onClose} widthPx={widthPx}>
      <div className="col hr-dialog-body">
        {children}
        {buttons === undefined ? null : <div className="hr-dialog-buttons">{buttons}</div>}
      </div>
    </DialogFrame>
  );
}
