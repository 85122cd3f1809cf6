import { IconUpload, IconUsers } from '../../../ui/icons.ts';
import {
  ActionButton,
  Button,
  DataTable,
  EmptyState,
  Page,
  PageHead,
  Progress,
  type Selection,
  type TableQuery,
  useShortcuts,
} from '../../../ui/index.ts';
import { archiveCustomers } from '../actions/archive-customers.ts';
import { importCustomers } from '../actions/import-customers.ts';
import { mergeCustomers } from '../actions/merge-customers.ts';
import { newCustomer } from '../actions/new-customer.ts';
import { useCustomerTools } from '../actions/tools.ts';
import { useAnyCustomer } from '../data/queries.ts';
import { useCustomerWindow } from '../data/use-customer-window.ts';
import { useListView } from '../data/view-state.ts';
import { customerColumns } from './customer-columns.tsx';
import { CustomerInspector } from './customer-inspector.tsx';
import { listViews } from './list-views.ts';
import { Surface } from './surface.tsx';
import { Trouble } from './trouble.tsx';
import { useCustomerExport } from './use-customer-export.ts';

/** Every customer, in a table that asks core for what is in sight. */
export function CustomersPage() {
  const tools = useCustomerTools();
  const { query, inspectedId, selection, selected } = useListView();
  const rows = useCustomerWindow(query);
  const exporting = useCustomerExport();
  const create = newCustomer(tools);
  const imports = importCustomers(tools);
  useShortcuts([create], null);
  const hasAny = useAnyCustomer().data;

  const select = (next: Selection) => useListView.setState({ selection: next, selected: rowsOf(next) });
  const rowsOf = (keys: Selection) => {
    const known = new Map(selected);
    for (let index = 0; index < rows.source.rowCount; index++) {
      const row = rows.source.getRow(index);
      if (row !== undefined) known.set(row.id, row);
    }
    return new Map([...known].filter(([id]) => keys.has(id)));
  };
  const chosen = [...selected.values()];

  return (
    <Page
      head={
        <PageHead
          title="Customers"
          views={listViews}
          currentView="customers"
          secondary={
            <Button icon={IconUpload} onClick={() => void imports.run(null)}>
              Import CSV
            </Button>
          }
          primary={{ label: create.label, onRun: () => void create.run(null), shortcut: 'N' }}
        />
      }
      inspector={
        inspectedId === undefined ? undefined : (
          <CustomerInspector
            key={inspectedId}
            id={inspectedId}
            onClose={() => useListView.setState({ inspectedId: undefined })}
          />
        )
      }
      onCloseInspector={() => useListView.setState({ inspectedId: undefined })}
    >
      <Surface title="All customers">
        {exporting.progress === undefined ? null : (
          <div className="cu-export">
            <Progress {...exporting.progress} />
          </div>
        )}
        {hasAny === false ? (
          <EmptyState
            icon={IconUsers}
            title="No customers yet"
            actions={
              <>
                <ActionButton action={create} subject={null} />
                <ActionButton action={imports} subject={null} />
              </>
            }
          >
            Customers own what runs here and pay for it: departments, tenants, resellers, research groups. Create the
            first one, or bring in a list as CSV; it is shown row by row before anything is written.
          </EmptyState>
        ) : (
          <DataTable
            label="Customers"
            columns={customerColumns}
            rowKey={(row) => row.id}
            source={rows.source}
            query={query}
            onQuery={(next: TableQuery) => useListView.setState({ query: next })}
            inspectedKey={inspectedId}
            onInspect={(row) => useListView.setState({ inspectedId: row.id })}
            selection={selection}
            onSelection={select}
            rowState={(row) => (row.state === 'active' ? undefined : 'gone')}
            loading={!rows.isReady}
            error={
              rows.error === undefined ? undefined : (
                <Trouble title="Customers could not be read" error={rows.error} onRetry={rows.retry} />
              )
            }
            onExport={exporting.start}
            storageKey="customers"
            toolbar={
              selection.size === 0 ? null : (
                <>
                  <ActionButton action={mergeCustomers(tools)} subject={chosen} size="small" />
                  <ActionButton action={archiveCustomers(tools)} subject={chosen} size="small" />
                </>
              )
            }
          />
        )}
      </Surface>
    </Page>
  );
}
