import { useMemo, useState } from 'react';
import type { Customer, Policy } from '../../../../../shared/contract/index.ts';
import { IconLock } from '../../../../ui/icons.ts';
import {
  ActionButton,
  DataTable,
  EmptyState,
  Inspector,
  offReason,
  type TableColumn,
  useShortcuts,
} from '../../../../ui/index.ts';
import { addPolicy, editPolicy, type PolicySubject, removePolicy } from '../../actions/policies.ts';
import type { CustomerTools } from '../../actions/tools.ts';
import { effectWords, principalsInWords, resourcesInWords } from '../../data/policy-words.ts';
import { momentOf } from '../../data/when.ts';
import { Surface } from '../surface.tsx';
import { ExplainTool } from './explain-tool.tsx';
import { exportTable } from './export-table.ts';
import type { UseTab } from './tab.ts';

const columnsOf = (customer: Customer): readonly TableColumn<Policy>[] => [
  { id: 'name', header: 'Name', value: (policy) => policy.name, grow: 1, width: 170 },
  {
    id: 'effect',
    header: 'Effect',
    value: (policy) => effectWords[policy.effect],
    width: 80,
    options: Object.values(effectWords),
  },
  {
    id: 'who',
    header: 'Who',
    value: (policy) => principalsInWords(policy.principals, customer.members),
    grow: 1,
    width: 170,
  },
  { id: 'actions', header: 'Actions', value: (policy) => policy.actions.join(', '), grow: 1, width: 160, mono: true },
  { id: 'resources', header: 'On what', value: (policy) => resourcesInWords(policy.resources), grow: 1, width: 180 },
];

export const usePoliciesTab: UseTab = (customer, tools) => {
  const [policyId, setPolicyId] = useState<string>();
  const columns = useMemo(() => columnsOf(customer), [customer]);
  const policy = customer.policies.find(({ id }) => id === policyId);
  const subject = policy && { customer, policy };
  const close = () => setPolicyId(undefined);
  useShortcuts([addPolicy], customer);
  useShortcuts<PolicySubject>([editPolicy, removePolicy(tools)], subject);
  return {
    primary: {
      label: addPolicy.label,
      shortcut: 'A',
      onRun: () => void addPolicy.run(customer),
      disabledReason: offReason(addPolicy, customer),
    },
    content: (
      <div className="cu-policies">
        <Surface title="Access policies">
          <DataTable
            label="Access policies"
            columns={columns}
            rowKey={({ id }) => id}
            rows={customer.policies}
            inspectedKey={policyId}
            onInspect={({ id }) => setPolicyId(id)}
            onExport={exportTable(`${customer.name} policies`)}
            storageKey="customer-policies"
            empty={
              <EmptyState
                icon={IconLock}
                title="No access policies yet"
                actions={<ActionButton action={addPolicy} subject={customer} />}
              >
                A policy says who may do what on which resource, by its id or its tags. Owners may do everything that no
                policy denies; everybody else may do only what a policy allows.
              </EmptyState>
            }
          />
        </Surface>
        <ExplainTool customer={customer} />
      </div>
    ),
    ...(subject === undefined
      ? {}
      : { inspector: <PolicyInspector subject={subject} tools={tools} onClose={close} /> }),
    onCloseInspector: close,
  };
};

interface InspectorParts {
  readonly subject: PolicySubject;
  readonly tools: CustomerTools;
  readonly onClose: () => void;
}

function PolicyInspector({ subject, tools, onClose }: InspectorParts) {
  const { customer, policy } = subject;
  return (
    <Inspector
      name={policy.name}
      caption={`${effectWords[policy.effect]} policy`}
      onClose={onClose}
      facts={[
        { label: 'Who', value: principalsInWords(policy.principals, customer.members) },
        { label: 'Actions', value: <span className="mono cu-break">{policy.actions.join(', ')}</span> },
        { label: 'On what', value: resourcesInWords(policy.resources) },
        { label: 'Added', value: momentOf(policy.createdAtMs) },
      ]}
      actions={
        <>
          <ActionButton action={editPolicy} subject={subject} showShortcut />
          <ActionButton action={removePolicy(tools)} subject={subject} showShortcut />
        </>
      }
    />
  );
}
