export interface SparkPath {
  readonly line: string;
  readonly area: string;
}

/** A stepped path in a box of 100 × 100, the ceiling at its top and zero (or the least value) at its foot. */
export function sparkPath(values: readonly number[], ceiling?: number): SparkPath {
  if (values.length === 0) return { line: '', area: '' };
  let least = ceiling === undefined ? Number.POSITIVE_INFINITY : 0;
  let most = ceiling ?? Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value > most) most = value;
    if (ceiling === undefined && value < least) least = value;
  }
  const span = most - least || 1;
  const wide = 100 / values.length;
  const y = (value: number) => (100 - ((value - least) / span) * 100).toFixed(2);
  let line = '';
  values.forEach((value, index) => {
    const x = (index * wide).toFixed(2);
    line += index === 0 ? `M${x} ${y(value)}` : `H${x}V${y(value)}`;
  });
  line += 'H100';
  return { line, area: `${line}V100H0Z` };
}
