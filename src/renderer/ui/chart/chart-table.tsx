import { formatDate, formatTime } from '../format.ts';
import type { ChartRow, LevelSeries } from './series.ts';

export interface ChartTableProps {
  readonly label: string;
  readonly rows: readonly ChartRow[];
  readonly series: readonly LevelSeries[];
  readonly unit: string;
  readonly format: (value: number) => string;
  readonly heightPx: number;
}

// A table behind a chart is read, not searched; past this the view has a DataTable and an export.
const mostRows = 500;

/** The figures behind a drawing, as a plain table. */
export function ChartTable({ label, rows, series, unit, format, heightPx }: ChartTableProps) {
  const shown = rows.slice(0, mostRows);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section className="hr-chart-table" style={{ height: heightPx }} tabIndex={0} aria-label={`${label}, as a table`}>
      <table>
        <thead>
          <tr>
            <th scope="col">From</th>
            {series.map((one) => (
              <th key={one.id} scope="col" className="right">
                {one.label}, {unit}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.atMs}>
              <td>
                {formatDate(row.atMs)}, {formatTime(row.atMs).slice(0, 5)}
              </td>
              {series.map((one) => {
                const value = row[one.id];
                return (
                  <td key={one.id} className="right">
                    {typeof value === 'number' ? format(value) : '–'}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > mostRows ? (
        <p className="small dim">
          The first {mostRows} of {rows.length.toLocaleString('en-GB')} steps.
        </p>
      ) : null}
    </section>
  );
}
