import type { Customer } from '../../../../../shared/contract/index.ts';
import { IconEdit } from '../../../../ui/icons.ts';
import { Facts, offReason, Panel, WhyList } from '../../../../ui/index.ts';
import { editCustomer } from '../../actions/edit-customer.ts';
import { asWhy } from '../../data/decisions.ts';
import { billingFacts } from '../../data/facts.ts';
import { href, paths } from '../../data/paths.ts';
import { useDecisions, useRecentHistory } from '../../data/queries.ts';
import { momentOf } from '../../data/when.ts';
import { CustomerTags } from '../customer-tags.tsx';
import { HistoryLines } from '../history-lines.tsx';
import type { UseTab } from './tab.ts';

export const useOverviewTab: UseTab = (customer, tools) => {
  const edit = editCustomer(tools);
  return {
    content: <Overview customer={customer} />,
    scroll: true,
    primary: {
      label: edit.label,
      icon: IconEdit,
      shortcut: 'E',
      onRun: () => void edit.run(customer),
      disabledReason: offReason(edit, customer),
    },
  };
};

function Overview({ customer }: { readonly customer: Customer }) {
  const history = useRecentHistory(customer.id, 6).data;
  const decisions = useDecisions(customer.id, 3).data;
  return (
    <div className="cu-overview">
      <div className="col">
        <Panel title="Customer">
          <Facts
            facts={[
              { label: 'Reference', value: customer.reference || 'none' },
              { label: 'Created', value: momentOf(customer.createdAtMs) },
              { label: 'Changed', value: momentOf(customer.updatedAtMs) },
            ]}
          />
          <h3 className="cu-part">Notes</h3>
          {customer.notes === '' ? (
            <p className="small dim">No notes.</p>
          ) : (
            <p className="cu-notes">{customer.notes}</p>
          )}
        </Panel>
        <Panel title="Tags" meta="key=value, for policies, filters and reports">
          <CustomerTags customer={customer} />
        </Panel>
      </div>
      <Panel title="Billing details">
        <Facts facts={billingFacts(customer)} />
      </Panel>
      <div className="col">
        <Panel
          title="Recent history"
          actions={
            <a className="small" href={href(paths.customer(customer.id, 'history'))}>
              All of it
            </a>
          }
        >
          {history === undefined ? <p className="small dim">Reading …</p> : <HistoryLines entries={history.entries} />}
        </Panel>
        <Panel title="Why?" meta="what Headroom decided about this customer">
          <WhyList decisions={asWhy(decisions?.decisions ?? [])} />
        </Panel>
      </div>
    </div>
  );
}
