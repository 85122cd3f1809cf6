import { useEffect, useMemo, useState } from 'react';
import { IconUsers } from '../ui/icons.ts';
import {
  Button,
  createWindowSource,
  DataTable,
  downloadText,
  EmptyState,
  ErrorNote,
  emptyQuery,
  Panel,
  type Selection,
  Status,
  type TableColumn,
  type WindowSource,
} from '../ui/index.ts';
import { type SampleInstance, sampleCustomers, sampleInstance, sampleInstances } from './sample-rows.ts';

const words = {
  running: 'Running',
  attention: 'Ends in 1 min 12 s',
  lent: 'On lent capacity',
  unreachable: 'Unknown, 13 min',
  stopped: 'Stopped',
};

const columns: readonly TableColumn<SampleInstance>[] = [
  { id: 'id', header: 'Instance', value: (row) => row.id, mono: true, width: 100 },
  { id: 'customer', header: 'Customer', value: (row) => row.customer, grow: 1, width: 150, options: sampleCustomers },
  { id: 'type', header: 'Type', value: (row) => row.type, width: 130 },
  { id: 'cpu', header: 'CPU, %', value: (row) => row.cpuPercent, align: 'right', width: 76 },
  {
    id: 'euro',
    header: '€ today',
    value: (row) => row.euroToday,
    cell: (row) => `€${row.euroToday.toFixed(2)}`,
    align: 'right',
    width: 84,
  },
  {
    id: 'state',
    header: 'State',
    value: (row) => words[row.state],
    cell: (row) => <Status kind={row.state} label={words[row.state]} />,
    width: 160,
  },
];

const rowKey = (row: SampleInstance) => row.id;
const few = sampleInstances(12);

/** Rows in memory, a window onto 100,000 rows, and the three states without rows. */
export function TablesTab({ onInspect }: { readonly onInspect: (row: SampleInstance) => void }) {
  const [inspected, setInspected] = useState<string>();
  const [selection, setSelection] = useState<Selection>(new Set([few[2]?.id ?? '']));
  const [query, setQuery] = useState(emptyQuery);
  const source = useSampleSource();
  const many = useMemo(() => sampleInstances(4182), []);
  return (
    <div className="gallery-grid">
      <div className="gallery-7">
        <Panel title="Rows in memory" meta="sorts, filters and exports by itself" flush>
          <div className="gallery-table">
            <DataTable
              label="Instances"
              columns={columns}
              rowKey={rowKey}
              rows={many}
              inspectedKey={inspected}
              onInspect={(row) => {
                setInspected(row.id);
                onInspect(row);
              }}
              selection={selection}
              onSelection={setSelection}
              rowState={(row) => (row.state === 'unreachable' ? 'gone' : undefined)}
              onExport={(request) => downloadText('instances.csv', request.csv?.() ?? '')}
              storageKey="gallery-instances"
              toolbar={<Button size="small">Tag {selection.size || ''}</Button>}
            />
          </div>
        </Panel>
      </div>
      <div className="gallery-5">
        <Panel title="A window onto 100,000 rows" meta="pages arrive as they come into sight" flush>
          <div className="gallery-table">
            {source ? (
              <DataTable
                label="All instances"
                columns={columns}
                rowKey={rowKey}
                source={source}
                query={query}
                onQuery={setQuery}
                onExport={() => undefined}
              />
            ) : null}
          </div>
        </Panel>
      </div>
      <div className="gallery-4">
        <Panel title="Empty" flush>
          <div className="gallery-table">
            <DataTable
              label="Customers"
              columns={columns}
              rowKey={rowKey}
              rows={[]}
              empty={
                <EmptyState icon={IconUsers} title="No customers yet" actions={<Button>New customer</Button>}>
                  A customer owns instances and pays for them. Add one, or import a CSV file.
                </EmptyState>
              }
            />
          </div>
        </Panel>
      </div>
      <div className="gallery-4">
        <Panel title="Waiting" flush>
          <div className="gallery-table">
            <DataTable label="Hosts" columns={columns} rowKey={rowKey} rows={[]} loading />
          </div>
        </Panel>
      </div>
      <div className="gallery-4">
        <Panel title="Failed" flush>
          <div className="gallery-table">
            <DataTable
              label="Invoices"
              columns={columns}
              rowKey={rowKey}
              rows={[]}
              error={
                <ErrorNote
                  title="Invoices were not read"
                  why="The core did not answer within 10 s."
                  unchanged="Nothing was changed."
                  actions={<Button size="small">Try again</Button>}
                  code="core.timeout, list-invoices"
                />
              }
            />
          </div>
        </Panel>
      </div>
    </div>
  );
}

function useSampleSource(): WindowSource<SampleInstance> | undefined {
  const [source, setSource] = useState<WindowSource<SampleInstance>>();
  useEffect(() => {
    const made = createWindowSource<SampleInstance>({
      fetchPage: async (offset, limit) => ({
        rows: Array.from({ length: Math.min(limit, 100_000 - offset) }, (_, index) => sampleInstance(offset + index)),
        rowCount: 100_000,
      }),
    });
    setSource(made);
    return () => made.close();
  }, []);
  return source;
}
