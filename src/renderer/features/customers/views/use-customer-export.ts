import { useEffect, useRef, useState } from 'react';
import { csvLine } from '../../../../shared/csv.ts';
import { explain, useClient } from '../../../core/index.ts';
import { downloadText, type ExportRequest, formatCount, type ProgressProps, toast } from '../../../ui/index.ts';
import { exportRows } from '../data/export-rows.ts';
import { toListInput } from '../data/list-query.ts';
import { customerColumns } from './customer-columns.tsx';

/** Every row of the query as a file, page by page, with the way out at each page. */
export function useCustomerExport() {
  const client = useClient();
  const [far, setFar] = useState<{ readonly done: number; readonly total: number }>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const start = async ({ columnIds, query }: ExportRequest) => {
    if (running.current !== undefined) return;
    const control = new AbortController();
    running.current = control;
    const columns = columnIds.flatMap((id) => customerColumns.find((column) => column.id === id) ?? []);
    const parts = [csvLine(columns.map(({ header }) => header))];
    setFar({ done: 0, total: 0 });
    try {
      const input = toListInput(query);
      const fetchPage = (offset: number, limit: number) =>
        client.customers.list({ ...input, offset, limit }, { signal: control.signal });
      const { count, changed } = await exportRows(fetchPage, (rows, done, total) => {
        parts.push(rows.map((row) => csvLine(columns.map((column) => column.value(row)))).join(''));
        setFar({ done, total });
      });
      downloadText('customers.csv', parts.join(''));
      const detail = changed
        ? 'Customers changed meanwhile; export again for one moment.'
        : 'customers.csv is in your downloads.';
      toast({ title: `${formatCount(count)} customers exported`, detail, kind: changed ? 'attention' : 'done' });
    } catch (error) {
      if (!control.signal.aborted)
        toast({ title: 'The export ended early', detail: `${explain(error)} No file was written.`, kind: 'failed' });
    } finally {
      running.current = undefined;
      setFar(undefined);
    }
  };

  const progress: ProgressProps | undefined = far && {
    title: 'Exporting customers',
    fraction: far.total === 0 ? undefined : far.done / far.total,
    detail: `${formatCount(far.done)} of ${formatCount(far.total)} rows. Cancelling writes no file.`,
    onCancel: () => running.current?.abort(),
  };
  return { start: (request: ExportRequest) => void start(request), progress };
}
