import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { DataTable, HeadroomProvider, Panel } from '../ui/index.ts';
import { measureHeat } from './bench-heat.ts';
import { columns, rowKey } from './sample-columns.tsx';
import { type SampleInstance, sampleInstances } from './sample-rows.ts';

/** What `npm run bench -- table` and `heatgrid` call from outside; each answers one sample. */
export interface HeadroomBench {
  /** Milliseconds from the first render of a table of that many rows to the frame that shows it. */
  readonly tableFirstPaint: (rowCount: number) => Promise<number>;
  /** Milliseconds of a full update of 10,000 cells with hit-testing, ours and by a fillRect loop. */
  readonly heatUpdate: () => { readonly ours: number; readonly reference: number };
}

declare global {
  interface Window {
    headroomBench?: HeadroomBench;
  }
}

// Made before the clock starts: the rows are the reader's, the table's work begins with them in hand.
const rows = new Map<number, readonly SampleInstance[]>();

function rowsOf(count: number): readonly SampleInstance[] {
  const made = rows.get(count) ?? sampleInstances(count);
  rows.set(count, made);
  return made;
}

const nextFrame = () => {
  const { promise, resolve } = Promise.withResolvers<number>();
  requestAnimationFrame(() => {
    // After the frame was handed over: a message task runs once painting has been done.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now());
    port2.postMessage(undefined);
  });
  return promise;
};

async function tableFirstPaint(rowCount: number): Promise<number> {
  const data = rowsOf(rowCount);
  const host = document.createElement('div');
  host.style.cssText = 'display: flex; height: 700px';
  document.body.append(host);
  const root = createRoot(host);
  flushSync(() => root.render(<HeadroomProvider>{null}</HeadroomProvider>));
  await nextFrame();
  const startedAt = performance.now();
  flushSync(() =>
    root.render(
      <HeadroomProvider>
        <Panel title="Instances" flush className="hr-table">
          <DataTable label="Instances" columns={columns} rowKey={rowKey} rows={data} onSelection={() => undefined} />
        </Panel>
      </HeadroomProvider>,
    ),
  );
  const endedAt = await nextFrame();
  if (host.querySelectorAll('[data-index]').length < 10) throw new Error('The table has painted no rows.');
  root.unmount();
  host.remove();
  return endedAt - startedAt;
}

window.headroomBench = { tableFirstPaint, heatUpdate: measureHeat };
