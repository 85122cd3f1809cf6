import { useState } from 'react';
import type { Member } from '../../../../../shared/contract/index.ts';
import { IconKey, IconLock, IconUsers } from '../../../../ui/icons.ts';
import {
  ActionButton,
  DataTable,
  EmptyState,
  Inspector,
  offReason,
  type TableColumn,
  useShortcuts,
} from '../../../../ui/index.ts';
import { addMember, editMember, type MemberSubject, removeMember } from '../../actions/members.ts';
import type { CustomerTools } from '../../actions/tools.ts';
import { href, paths } from '../../data/paths.ts';
import { momentOf, recentlyOf } from '../../data/when.ts';
import { counted, roleWords } from '../../data/words.ts';
import { Surface } from '../surface.tsx';
import { exportTable } from './export-table.ts';
import type { UseTab } from './tab.ts';

const columns: readonly TableColumn<Member>[] = [
  { id: 'name', header: 'Name', value: (member) => member.name, grow: 2, width: 180 },
  { id: 'email', header: 'E-mail', value: (member) => member.email, grow: 2, width: 200 },
  {
    id: 'role',
    header: 'Role',
    value: (member) => roleWords[member.role],
    width: 120,
    options: Object.values(roleWords),
  },
  {
    id: 'createdAtMs',
    header: 'Member since',
    value: (member) => member.createdAtMs,
    cell: (member) => <span className="num mid">{recentlyOf(member.createdAtMs)}</span>,
    width: 132,
    filterable: false,
  },
];

export const useMembersTab: UseTab = (customer, tools) => {
  const [memberId, setMemberId] = useState<string>();
  const member = customer.members.find(({ id }) => id === memberId);
  const subject = member && { customer, member };
  const close = () => setMemberId(undefined);
  useShortcuts([addMember], customer);
  useShortcuts<MemberSubject>([editMember, removeMember(tools)], subject);
  return {
    primary: {
      label: addMember.label,
      shortcut: 'A',
      onRun: () => void addMember.run(customer),
      disabledReason: offReason(addMember, customer),
    },
    content: (
      <Surface title="Members">
        <DataTable
          label="Members"
          columns={columns}
          rowKey={({ id }) => id}
          rows={customer.members}
          inspectedKey={memberId}
          onInspect={({ id }) => setMemberId(id)}
          onExport={exportTable(`${customer.name} members`)}
          storageKey="customer-members"
          empty={
            <EmptyState
              icon={IconUsers}
              title="No members yet"
              actions={<ActionButton action={addMember} subject={customer} />}
            >
              Members are the people who may act for {customer.name}. What each may do follows from the role and the
              access policies.
            </EmptyState>
          }
        />
      </Surface>
    ),
    ...(subject === undefined
      ? {}
      : { inspector: <MemberInspector subject={subject} tools={tools} onClose={close} /> }),
    onCloseInspector: close,
  };
};

interface InspectorParts {
  readonly subject: MemberSubject;
  readonly tools: CustomerTools;
  readonly onClose: () => void;
}

function MemberInspector({ subject, tools, onClose }: InspectorParts) {
  const { customer, member } = subject;
  const keys = customer.sshKeys.filter((key) => key.memberId === member.id).length;
  const policies = customer.policies.filter(
    ({ principals }) =>
      principals.everyMember || principals.roles.includes(member.role) || principals.memberIds.includes(member.id),
  ).length;
  return (
    <Inspector
      name={member.name}
      caption={<span className="cu-break">{member.email}</span>}
      onClose={onClose}
      facts={[
        { label: 'Role', value: roleWords[member.role] },
        { label: 'Member since', value: momentOf(member.createdAtMs) },
      ]}
      actions={
        <>
          <ActionButton action={editMember} subject={subject} showShortcut />
          <ActionButton action={removeMember(tools)} subject={subject} showShortcut />
        </>
      }
      relations={[
        {
          id: 'keys',
          label: 'SSH keys',
          icon: IconKey,
          value: counted(keys, 'key'),
          href: href(paths.customer(customer.id, 'ssh-keys')),
        },
        {
          id: 'policies',
          label: 'Policies that apply',
          icon: IconLock,
          value: counted(policies, 'policy', 'policies'),
          href: href(paths.customer(customer.id, 'policies')),
        },
      ]}
    />
  );
}
