import { useMemo, useState } from 'react';
import type { Customer, SshKey } from '../../../../../shared/contract/index.ts';
import { IconKey, IconUser } from '../../../../ui/icons.ts';
import {
  ActionButton,
  DataTable,
  EmptyState,
  Inspector,
  offReason,
  type TableColumn,
  useShortcuts,
} from '../../../../ui/index.ts';
import { addSshKey, copySshKey, removeSshKey, type SshKeySubject, sshKeyTitle } from '../../actions/ssh-keys.ts';
import type { CustomerTools } from '../../actions/tools.ts';
import { href, paths } from '../../data/paths.ts';
import { momentOf, recentlyOf } from '../../data/when.ts';
import { Surface } from '../surface.tsx';
import { exportTable } from './export-table.ts';
import type { UseTab } from './tab.ts';

const ownerOf = (customer: Customer, key: SshKey): string =>
  customer.members.find(({ id }) => id === key.memberId)?.name ?? 'The customer';

const columnsOf = (customer: Customer): readonly TableColumn<SshKey>[] => [
  { id: 'name', header: 'Name', value: (key) => key.name, grow: 1, width: 160 },
  { id: 'owner', header: 'Belongs to', value: (key) => ownerOf(customer, key), grow: 1, width: 150 },
  { id: 'algorithm', header: 'Algorithm', value: (key) => key.algorithm, width: 160, mono: true },
  { id: 'bits', header: 'Strength, bits', value: (key) => key.bits, width: 100, align: 'right' },
  { id: 'fingerprint', header: 'Fingerprint', value: (key) => key.fingerprint, grow: 2, width: 220, mono: true },
  {
    id: 'createdAtMs',
    header: 'Added',
    value: (key) => key.createdAtMs,
    cell: (key) => <span className="num mid">{recentlyOf(key.createdAtMs)}</span>,
    width: 132,
    filterable: false,
  },
];

export const useSshKeysTab: UseTab = (customer, tools) => {
  const [keyId, setKeyId] = useState<string>();
  const columns = useMemo(() => columnsOf(customer), [customer]);
  const key = customer.sshKeys.find(({ id }) => id === keyId);
  const subject = key && { customer, key };
  const close = () => setKeyId(undefined);
  useShortcuts([addSshKey], customer);
  useShortcuts<SshKeySubject>([copySshKey, removeSshKey(tools)], subject);
  return {
    primary: {
      label: addSshKey.label,
      shortcut: 'A',
      onRun: () => void addSshKey.run(customer),
      disabledReason: offReason(addSshKey, customer),
    },
    content: (
      <Surface title="SSH keys">
        <DataTable
          label="SSH keys"
          columns={columns}
          rowKey={({ id }) => id}
          rows={customer.sshKeys}
          inspectedKey={keyId}
          onInspect={({ id }) => setKeyId(id)}
          onExport={exportTable(`${customer.name} SSH keys`)}
          storageKey="customer-ssh-keys"
          empty={
            <EmptyState
              icon={IconKey}
              title="No SSH keys yet"
              actions={<ActionButton action={addSshKey} subject={customer} />}
            >
              Instances of {customer.name} start with these keys in place, so that its people can sign in without a
              password. Paste the line of a .pub file.
            </EmptyState>
          }
        />
      </Surface>
    ),
    ...(subject === undefined ? {} : { inspector: <KeyInspector subject={subject} tools={tools} onClose={close} /> }),
    onCloseInspector: close,
  };
};

interface InspectorParts {
  readonly subject: SshKeySubject;
  readonly tools: CustomerTools;
  readonly onClose: () => void;
}

function KeyInspector({ subject, tools, onClose }: InspectorParts) {
  const { customer, key } = subject;
  return (
    <Inspector
      name={sshKeyTitle(key)}
      caption={`${key.algorithm}, ${key.bits} bits`}
      onClose={onClose}
      facts={[
        { label: 'Added', value: momentOf(key.createdAtMs) },
        { label: 'Fingerprint', value: <span className="mono cu-break">{key.fingerprint}</span> },
      ]}
      actions={
        <>
          <ActionButton action={copySshKey} subject={subject} showShortcut />
          <ActionButton action={removeSshKey(tools)} subject={subject} showShortcut />
        </>
      }
      relations={[
        {
          id: 'owner',
          label: 'Belongs to',
          icon: IconUser,
          value: ownerOf(customer, key),
          href: href(paths.customer(customer.id, 'members')),
        },
      ]}
    >
      <h3 className="cu-inspector-title">Public key</h3>
      <p className="mono cu-break cu-key">{key.publicKey}</p>
    </Inspector>
  );
}
