import { ConfirmDialog } from '../../../ui/index.ts';
import { closeDialog, useDialogs } from '../data/dialogs.ts';
import { ContactDialog } from './contact-dialog.tsx';
import { MemberDialog } from './member-dialog.tsx';
import { PolicyDialog } from './policy-dialog.tsx';
import { SshKeyDialog } from './ssh-key-dialog.tsx';

/** The one dialog that is open, wherever in the feature it was opened from. */
export function CustomerDialogs() {
  const { open } = useDialogs();
  if (open === undefined) return null;
  switch (open.kind) {
    case 'member':
      return <MemberDialog {...open} />;
    case 'ssh-key':
      return <SshKeyDialog {...open} />;
    case 'contact':
      return <ContactDialog {...open} />;
    case 'policy':
      return <PolicyDialog {...open} />;
    case 'question':
      return (
        <ConfirmDialog
          opened
          title={open.question.title}
          consequences={open.question.consequences}
          safeLabel={open.question.safeLabel}
          confirmLabel={open.question.confirmLabel}
          {...(open.question.name === undefined ? {} : { name: open.question.name })}
          onConfirm={() => open.answer(true)}
          onClose={closeDialog}
        >
          {open.question.text}
        </ConfirmDialog>
      );
  }
}
