import type { Customer } from '../../../../shared/contract/index.ts';
import { IconHistory, IconKey, IconLock, IconMail, IconUsers } from '../../../ui/icons.ts';
import { ActionButton, Inspector, type InspectorProps, Status, useShortcuts } from '../../../ui/index.ts';
import { customerActions } from '../actions/index.ts';
import { useCustomerTools } from '../actions/tools.ts';
import { asWhy } from '../data/decisions.ts';
import { customerFacts } from '../data/facts.ts';
import { href, paths } from '../data/paths.ts';
import { useCustomer, useDecisions, useRecentHistory } from '../data/queries.ts';
import { counted, stateShapes, stateWords } from '../data/words.ts';
import { CustomerTags } from './customer-tags.tsx';
import { HistoryLines } from './history-lines.tsx';
import { Trouble } from './trouble.tsx';

/** The customer that is inspected in the list: what it is, what can be done, what belongs to it, and why. */
export function CustomerInspector({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { data: customer, error, refetch } = useCustomer(id);
  if (customer !== undefined) return <Loaded customer={customer} onClose={onClose} />;
  return (
    <Inspector name={error === null ? 'Reading …' : 'Customer'} onClose={onClose}>
      {error === null ? null : (
        <Trouble byId title="The customer could not be read" error={error} onRetry={() => void refetch()} />
      )}
    </Inspector>
  );
}

function Loaded({ customer, onClose }: { readonly customer: Customer; readonly onClose: () => void }) {
  const tools = useCustomerTools();
  const actions = customerActions(tools);
  useShortcuts(actions.all, customer);
  const decisions = useDecisions(customer.id, 3).data;
  const history = useRecentHistory(customer.id, 4).data;
  const { id } = customer;
  const measure: InspectorProps['measure'] = {
    title: 'Recent history',
    meta: <a href={href(paths.customer(id, 'history'))}>All of it</a>,
    content:
      history === undefined ? <p className="small dim">Reading …</p> : <HistoryLines entries={history.entries} />,
  };
  return (
    <Inspector
      name={<span title={customer.name}>{customer.name}</span>}
      status={
        <span className="cu-keep">
          <Status kind={stateShapes[customer.state]} label={stateWords[customer.state]} />
        </span>
      }
      caption={<span className="cu-break">{customer.billing.legalName || 'No legal name yet'}</span>}
      onClose={onClose}
      facts={customerFacts(customer)}
      measure={measure}
      actions={
        <>
          <ActionButton action={actions.open} subject={customer} variant="primary" showShortcut />
          <ActionButton action={actions.edit} subject={customer} showShortcut />
          <ActionButton action={actions.mergeThis} subject={customer} />
          {customer.state === 'archived' ? (
            <ActionButton action={actions.restore} subject={customer} />
          ) : (
            <ActionButton action={actions.archive} subject={customer} />
          )}
        </>
      }
      relations={[
        {
          id: 'members',
          label: 'Members',
          icon: IconUsers,
          value: counted(customer.members.length, 'member'),
          href: href(paths.customer(id, 'members')),
        },
        {
          id: 'ssh-keys',
          label: 'SSH keys',
          icon: IconKey,
          value: counted(customer.sshKeys.length, 'key'),
          href: href(paths.customer(id, 'ssh-keys')),
        },
        {
          id: 'contacts',
          label: 'Contacts',
          icon: IconMail,
          value: counted(customer.contacts.length, 'contact'),
          href: href(paths.customer(id, 'contacts')),
        },
        {
          id: 'policies',
          label: 'Access policies',
          icon: IconLock,
          value: counted(customer.policies.length, 'policy', 'policies'),
          href: href(paths.customer(id, 'policies')),
        },
        {
          id: 'history',
          label: 'History',
          icon: IconHistory,
          value: 'Open',
          href: href(paths.customer(id, 'history')),
        },
      ]}
      why={asWhy(decisions?.decisions ?? [])}
    >
      <h3 className="cu-inspector-title">Tags</h3>
      <CustomerTags customer={customer} />
    </Inspector>
  );
}
