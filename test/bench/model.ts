/** What a bench gives back; `docs/HACKING.md` says how to read it. */
export interface BenchResult {
  readonly name: string;
  /** What the bound is about; null where the reference can't run here, with `why`. */
  readonly value: number | null;
  readonly unit: string;
  readonly ours?: number;
  readonly reference?: number;
  readonly why?: string;
}

export interface Bench {
  readonly name: string;
  readonly about: string;
  /** Result name to its bound, as printed beside the figure. */
  readonly bounds: Readonly<Record<string, string>>;
  run(): Promise<BenchResult[]>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? upper) + upper) / 2 : upper;
}

/**
 * Ours and the reference in turn, so that a machine whose speed drifts slows both; the median of the paired ratios.
 * One pair before the counted ones warms caches on both sides.
 */
export async function paired(
  count: number,
  ours: () => Promise<number>,
  reference: () => Promise<number>,
): Promise<{ value: number; ours: number; reference: number }> {
  const pairs: [number, number][] = [];
  for (let round = -1; round < count; round++) {
    const pair: [number, number] =
      round % 2 === 0 ? [await ours(), await reference()] : swap(await reference(), await ours());
    if (round >= 0) pairs.push(pair);
  }
  return {
    value: median(pairs.map(([a, b]) => a / b)),
    ours: median(pairs.map(([a]) => a)),
    reference: median(pairs.map(([, b]) => b)),
  };
}

const swap = (second: number, first: number): [number, number] => [first, second];
