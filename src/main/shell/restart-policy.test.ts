import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coreRestartPolicy, decideRestart } from './restart-policy.ts';

describe('decideRestart', () => {
  test('doubles the delay and gives up at the fifth end in five minutes', () => {
    let memory: readonly number[] = [];
    const delays: number[] = [];
    for (let end = 0; end < 4; end++) {
      const decision = decideRestart(coreRestartPolicy, memory, end * 1_000);
      if (decision.kind !== 'restart') throw new Error('gave up too early');
      delays.push(decision.delayMs);
      memory = decision.endsAtMs;
    }
    expect(delays).toEqual([250, 500, 1_000, 2_000]);
    expect(decideRestart(coreRestartPolicy, memory, 5_000)).toEqual({ kind: 'give-up', ends: 5, windowMs: 300_000 });
  });

  test('an end an hour ago is forgotten', () => {
    expect(decideRestart(coreRestartPolicy, [0, 1, 2, 3], 3_600_000)).toEqual({
      kind: 'restart',
      delayMs: 250,
      endsAtMs: [3_600_000],
    });
  });

  test('however it ends: delays are bounded, memory is bounded, and a burst always comes to an end', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(120_000), { maxLength: 60 }), (pauses) => {
        let memory: readonly number[] = [];
        let nowMs = 0;
        for (const pause of pauses) {
          nowMs += pause;
          const decision = decideRestart(coreRestartPolicy, memory, nowMs);
          if (decision.kind === 'give-up') {
            expect(decision.ends).toBe(coreRestartPolicy.giveUpAfter);
            return;
          }
          memory = decision.endsAtMs;
          expect(memory.length).toBeLessThan(coreRestartPolicy.giveUpAfter);
          expect(decision.delayMs).toBeGreaterThanOrEqual(coreRestartPolicy.firstDelayMs);
          expect(decision.delayMs).toBeLessThanOrEqual(coreRestartPolicy.longestDelayMs);
        }
      }),
    );
  });
});
