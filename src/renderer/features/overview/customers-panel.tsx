import { IconUsers } from '../../ui/icons.ts';
import { EmptyState, formatCount, Panel } from '../../ui/index.ts';
import { useCustomerCounts } from './use-customer-counts.ts';

export function CustomersPanel() {
  const counts = useCustomerCounts();
  const none = counts !== undefined && counts.active + counts.archived + counts.merged === 0;
  return (
    <Panel title="Customers" actions={<a href="#/customers">Customers</a>}>
      {none ? (
        <EmptyState icon={IconUsers} title="No customer yet" actions={<a href="#/customers">Add the first one</a>}>
          Customers own what runs here and pay for it. Add one, or import a list from CSV.
        </EmptyState>
      ) : (
        <>
          <div className="overview-figure">
            <span className="big">{counts === undefined ? '–' : formatCount(counts.active)}</span>
            <span className="mid">active</span>
          </div>
          <div className="overview-lines">
            <Line label="Archived" count={counts?.archived} />
            <Line label="Merged into another" count={counts?.merged} />
          </div>
        </>
      )}
    </Panel>
  );
}

function Line({ label, count }: { readonly label: string; readonly count: number | undefined }) {
  return (
    <div>
      <span>{label}</span>
      <span className="num">{count === undefined ? '–' : formatCount(count)}</span>
    </div>
  );
}
