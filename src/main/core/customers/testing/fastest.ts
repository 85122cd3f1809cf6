/** The shortest of some runs: what the work takes by itself, however busy the machine is. */
export function fastestMs(work: () => unknown, runs = 5): number {
  let fastest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const startedAtMs = performance.now();
    work();
    fastest = Math.min(fastest, performance.now() - startedAtMs);
  }
  return fastest;
}
