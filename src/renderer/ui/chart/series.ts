/** How a series is drawn says what it is: measured is filled, promised is outlined, a line is a price, hatched can be taken back. */
export type SeriesStyle = 'measured' | 'promised' | 'line' | 'hatched';

export interface LevelSeries {
  readonly id: string;
  readonly label: string;
  readonly style: SeriesStyle;
  /** One for each of the times; null where nothing is known. */
  readonly values: readonly (number | null)[];
}

export interface ChartRow {
  readonly atMs: number;
  readonly [seriesId: string]: number | null;
}

/** Rows as the drawing wants them. What was measured joins what is promised where the one ends. */
export function chartRows(timesMs: readonly number[], series: readonly LevelSeries[]): ChartRow[] {
  return timesMs.map((atMs, index) => {
    const row: Record<string, number | null> = {};
    for (const one of series) row[one.id] = one.values[index] ?? null;
    return { ...row, atMs };
  });
}

/** The top of the axis: always above the ceiling, so that the ceiling is seen as a line and not as an edge. */
export function axisTop(series: readonly LevelSeries[], ceiling: number | undefined): number {
  let top = ceiling ?? 0;
  for (const one of series) for (const value of one.values) if (value !== null && value > top) top = value;
  return top === 0 ? 1 : top * 1.06;
}

/** A few round values from zero: as many as help to read, never one that is not round. */
export function axisTicks(top: number, count = 4): number[] {
  const raw = top / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= raw) ?? raw;
  const ticks: number[] = [];
  for (let index = 0; index * step <= top * 1.0001; index++) ticks.push(Number((index * step).toPrecision(12)));
  return ticks;
}

const hourMs = 3_600_000;
const timeSteps = [
  300_000,
  900_000,
  hourMs / 2,
  hourMs,
  3 * hourMs,
  6 * hourMs,
  12 * hourMs,
  24 * hourMs,
  7 * 24 * hourMs,
  30 * 24 * hourMs,
] as const;

/** Moments on the hour or the day, in the machine's zone, at most `most` of them. */
export function timeTicks(fromMs: number, toMs: number, most = 8, zoneOffsetMs = 0): number[] {
  const span = toMs - fromMs;
  if (!(span > 0)) return [fromMs];
  const step = timeSteps.find((size) => span / size <= most) ?? span / most;
  const ticks: number[] = [];
  for (let at = Math.ceil((fromMs + zoneOffsetMs) / step) * step - zoneOffsetMs; at <= toMs; at += step) ticks.push(at);
  return ticks;
}
