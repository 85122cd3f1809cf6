import { systemClock } from '../../kernel/index.ts';

/** The shortest of some runs, to a millisecond: what the work takes by itself, however busy the machine is. */
export function fastestMs(work: () => unknown, runs = 5): number {
  let fastest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const startedAtMs = systemClock.nowMs();
    work();
    fastest = Math.min(fastest, systemClock.nowMs() - startedAtMs);
  }
  return fastest;
}
