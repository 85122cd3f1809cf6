import type { Suite } from './suite.ts';

/** Groups neighbours of the same turn; every other suite has the machine to itself. */
export function inTurns(suites: readonly Suite[]): Suite[][] {
  const turns: Suite[][] = [];
  for (const suite of suites) {
    const last = turns.at(-1);
    if (last !== undefined && suite.turn !== undefined && last[0]?.turn === suite.turn) last.push(suite);
    else turns.push([suite]);
  }
  return turns;
}
