import type { ReactNode } from 'react';
import { create } from 'zustand';
import type { Contact, Customer, Member, Policy } from '../../../../shared/contract/index.ts';
import type { Consequence } from '../../../ui/index.ts';

/** A question before something is taken away. */
export interface Question {
  readonly title: string;
  readonly text: ReactNode;
  readonly consequences: readonly Consequence[];
  readonly safeLabel: string;
  readonly confirmLabel: string;
  /** Typed to confirm, where there is no way back. */
  readonly name?: string;
}

/** One dialog is open at a time. Actions open them, so that a button, the palette and a shortcut open the same. */
export type CustomerDialog =
  | { readonly kind: 'member'; readonly customer: Customer; readonly member?: Member }
  | { readonly kind: 'ssh-key'; readonly customer: Customer; readonly memberId?: string }
  | { readonly kind: 'contact'; readonly customer: Customer; readonly contact?: Contact }
  | { readonly kind: 'policy'; readonly customer: Customer; readonly policy?: Policy }
  | { readonly kind: 'question'; readonly question: Question; readonly answer: (confirmed: boolean) => void };

interface Dialogs {
  readonly open: CustomerDialog | undefined;
}

export const useDialogs = create<Dialogs>(() => ({ open: undefined }));

export const openDialog = (dialog: CustomerDialog): void => useDialogs.setState({ open: dialog });

export function closeDialog(): void {
  const { open } = useDialogs.getState();
  useDialogs.setState({ open: undefined });
  if (open?.kind === 'question') open.answer(false);
}

export const ask = (question: Question): Promise<boolean> =>
  new Promise((resolve) => {
    openDialog({
      kind: 'question',
      question,
      answer: (confirmed) => {
        useDialogs.setState({ open: undefined });
        resolve(confirmed);
      },
    });
  });
