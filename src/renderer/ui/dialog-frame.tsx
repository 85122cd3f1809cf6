import './dialog.css';
import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';

export interface DialogFrameProps {
  readonly opened: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly widthPx: number;
}

/** Put together by hand, because Mantine's own modal head is a second banner landmark. */
export function DialogFrame({ opened, title, onClose, children, widthPx }: DialogFrameProps) {
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      centered
      size={widthPx}
      transitionProps={{ duration: 0 }}
      classNames={{ content: 'hr-dialog' }}
    >
      <Modal.Overlay transitionProps={{ duration: 0 }} />
      <Modal.Content>
        <div className="hr-dialog-head">
          <Modal.Title className="hr-dialog-title">{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <Modal.Body className="hr-dialog-main">{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
