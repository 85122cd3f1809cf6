import { useParams } from '@tanstack/react-router';
import type { Customer } from '../../../../shared/contract/index.ts';
import { ActionMenu, Note, Page, PageHead, type PageView, useShortcuts } from '../../../ui/index.ts';
import { customerActions } from '../actions/index.ts';
import { useCustomerTools } from '../actions/tools.ts';
import { type CustomerTab, customerTabs, href, paths } from '../data/paths.ts';
import { useCustomer } from '../data/queries.ts';
import { Crumbs } from './crumbs.tsx';
import { useContactsTab } from './customer/contacts-tab.tsx';
import { useHistoryTab } from './customer/history-tab.tsx';
import { useMembersTab } from './customer/members-tab.tsx';
import { useOverviewTab } from './customer/overview-tab.tsx';
import { usePoliciesTab } from './customer/policies-tab.tsx';
import { useSshKeysTab } from './customer/ssh-keys-tab.tsx';
import type { UseTab } from './customer/tab.ts';
import { Trouble } from './trouble.tsx';

const tabs: Readonly<
  Record<
    CustomerTab,
    { readonly label: string; readonly useParts: UseTab; readonly count?: (customer: Customer) => number }
  >
> = {
  overview: { label: 'Overview', useParts: useOverviewTab },
  members: { label: 'Members', useParts: useMembersTab, count: (customer) => customer.members.length },
  'ssh-keys': { label: 'SSH keys', useParts: useSshKeysTab, count: (customer) => customer.sshKeys.length },
  contacts: { label: 'Contacts', useParts: useContactsTab, count: (customer) => customer.contacts.length },
  policies: { label: 'Access policies', useParts: usePoliciesTab, count: (customer) => customer.policies.length },
  history: { label: 'History', useParts: useHistoryTab },
};

export function CustomerPage() {
  const params = useParams({ strict: false }) as { id?: string; tab?: string };
  const id = params.id ?? '';
  const tab = customerTabs.find((one) => one === params.tab) ?? 'overview';
  const { data: customer, error, refetch } = useCustomer(id);
  if (customer !== undefined) return <Loaded key={`${id}/${tab}`} customer={customer} tab={tab} />;
  return (
    <Page head={<PageHead title={<Crumbs name={error === null ? 'Reading …' : 'Not there'} />} />} scroll>
      {error === null ? null : (
        <Trouble byId title="The customer could not be read" error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  );
}

function Loaded({ customer, tab }: { readonly customer: Customer; readonly tab: CustomerTab }) {
  const tools = useCustomerTools();
  const actions = customerActions(tools);
  const parts = tabs[tab].useParts(customer, tools);
  const views: PageView[] = customerTabs.map((id) => {
    const { label, count } = tabs[id];
    return { id, label, href: href(paths.customer(customer.id, id)), ...(count ? { count: count(customer) } : {}) };
  });
  // On a tab of parts, E and Delete belong to the part that is inspected.
  useShortcuts(tab === 'overview' ? [actions.edit, actions.mergeThis] : [actions.mergeThis], customer);
  return (
    <Page
      head={
        <PageHead
          title={<Crumbs name={customer.name} />}
          views={views}
          currentView={tab}
          secondary={
            <ActionMenu
              actions={
                tab === 'overview'
                  ? [actions.mergeThis, actions.restore, actions.archive]
                  : [actions.edit, actions.mergeThis, actions.restore, actions.archive]
              }
              subject={customer}
              label={`Actions for ${customer.name}`}
            />
          }
          primary={parts.primary}
        />
      }
      scroll={parts.scroll ?? false}
      inspector={parts.inspector}
      {...(parts.onCloseInspector ? { onCloseInspector: parts.onCloseInspector } : {})}
    >
      <StateNote customer={customer} />
      {parts.content}
    </Page>
  );
}

function StateNote({ customer }: { readonly customer: Customer }) {
  if (customer.state === 'active') return null;
  if (customer.state === 'archived') {
    return (
      <Note title="This customer is archived">
        All of it is kept and nothing can be changed. Restore it to go on with it.
      </Note>
    );
  }
  return (
    <Note title="This customer was merged into another">
      What it had is now there.{' '}
      {customer.mergedIntoId === null ? null : (
        <a href={href(paths.customer(customer.mergedIntoId))}>Open that customer</a>
      )}
    </Note>
  );
}
