import './sparkline.css';
import { sparkPath } from './spark-path.ts';

export interface SparklineProps {
  readonly values: readonly number[];
  /** What it shows and its last value: "CPU, last 24 h, now 87 %". */
  readonly label: string;
  /** The ceiling; the drawing ends there, and so does the line across its top. Without it, the largest value. */
  readonly ceiling?: number;
  readonly heightPx?: number;
  readonly widthPx?: number;
  /** Filled is measured; a line alone is a price or a promise. */
  readonly fill?: boolean;
}

/** A small history without axes. It happens in steps where the values do. */
export function Sparkline({ values, label, ceiling, heightPx = 40, widthPx, fill = false }: SparklineProps) {
  const drawn = sparkPath(values, ceiling);
  return (
    <svg
      className="hr-spark"
      style={{ height: heightPx, width: widthPx ?? '100%' }}
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {fill ? <path className="hr-spark-area" d={drawn.area} /> : null}
      <path className="hr-spark-line" d={drawn.line} />
      {ceiling === undefined ? null : <path className="hr-spark-ceiling" d="M0 0H100" />}
    </svg>
  );
}
