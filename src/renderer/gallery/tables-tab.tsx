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
  type WindowSource,
} from '../ui/index.ts';
import { columns, rowKey } from './sample-columns.tsx';
import { type SampleInstance, sampleInstance, sampleInstances } from './sample-rows.ts';

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
