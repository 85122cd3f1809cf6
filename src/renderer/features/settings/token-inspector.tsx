import { useState } from 'react';
import type { AccessToken } from '../../../shared/contract/index.ts';
import { explain, useClient } from '../../core/index.ts';
import { IconBan } from '../../ui/icons.ts';
import { Button, ConfirmDialog, formatMoment, Inspector, Status, toast } from '../../ui/index.ts';

export function TokenInspector({ token, onClose }: { readonly token: AccessToken; readonly onClose: () => void }) {
  const client = useClient();
  const [asking, setAsking] = useState(false);
  const active = token.revokedAtMs === null;
  const revoke = async () => {
    try {
      await client.system.tokens.revoke({ id: token.id });
      setAsking(false);
      toast({ title: `${token.name} was revoked`, detail: 'Its next request is refused.' });
    } catch (error) {
      toast({ title: `${token.name} was not revoked`, detail: explain(error), kind: 'failed' });
    }
  };
  return (
    <>
      <Inspector
        name={token.name}
        status={active ? <Status kind="running" label="Active" /> : <Status kind="stopped" label="Revoked" />}
        caption="Access token"
        onClose={onClose}
        facts={[
          { label: 'Made', value: formatMoment(token.createdAtMs) },
          { label: 'Last used', value: token.lastUsedAtMs === null ? 'never' : formatMoment(token.lastUsedAtMs) },
          ...(token.revokedAtMs === null ? [] : [{ label: 'Revoked', value: formatMoment(token.revokedAtMs) }]),
          { label: 'Id', value: <span className="mono tiny">{token.id}</span> },
        ]}
        actions={
          <Button
            variant="danger"
            icon={IconBan}
            disabledReason={active ? undefined : 'It is revoked already.'}
            onClick={() => setAsking(true)}
          >
            Revoke token
          </Button>
        }
        relations={[{ id: 'activity', label: 'What it did', value: 'in Activity', href: '#/activity' }]}
      />
      <ConfirmDialog
        opened={asking}
        title={`Revoke ${token.name}?`}
        consequences={[
          { id: 'ends', kind: 'attention', text: 'Its next request is refused, also of a program that is running' },
          { id: 'kept', kind: 'running', text: 'What it did stays in Activity under its name' },
          { id: 'back', kind: 'attention', text: 'It stays revoked; make a new one instead' },
        ]}
        name={token.name}
        nameLabel="Type the token's name to revoke it"
        safeLabel="Keep token"
        confirmLabel="Revoke token"
        onConfirm={revoke}
        onClose={() => setAsking(false)}
      >
        {token.lastUsedAtMs === null
          ? 'It was never used.'
          : `It was last used at ${formatMoment(token.lastUsedAtMs)}.`}
      </ConfirmDialog>
    </>
  );
}
