import './chart.css';
import { formatThin } from '../format.ts';

export interface BarItem {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  /** `marked` is the one that matters now; `faint` is beyond the line. */
  readonly tone?: 'marked' | 'faint';
}

export interface BarListProps {
  readonly label: string;
  readonly items: readonly BarItem[];
  readonly unit: string;
  /** The line that the bars are measured against. */
  readonly ceiling?: number;
  readonly formatValue?: (value: number) => string;
}

/** A few named amounts, longest first or in an order of their own. It is a list, so it needs no table behind it. */
export function BarList({ label, items, unit, ceiling, formatValue = formatThin }: BarListProps) {
  const most = Math.max(ceiling ?? 0, ...items.map((item) => item.value), Number.MIN_VALUE);
  return (
    <ul className="hr-bars" aria-label={label}>
      {items.map((item) => (
        <li key={item.id} data-tone={item.tone}>
          <span className="hr-bars-label ellipsis">{item.label}</span>
          <span className="hr-bars-track" aria-hidden="true">
            <span style={{ width: `${(item.value / most) * 100}%` }} />
            {ceiling === undefined ? null : <i style={{ left: `${(ceiling / most) * 100}%` }} />}
          </span>
          <span className="hr-bars-value num">
            {formatValue(item.value)} {unit}
          </span>
        </li>
      ))}
    </ul>
  );
}
