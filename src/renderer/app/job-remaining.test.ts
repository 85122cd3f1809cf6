import { expect, test } from 'vitest';
import { jobRemaining } from './job-remaining.ts';

const at = (fraction: number | null, state: 'running' | 'done' = 'running') => ({
  state,
  fraction,
  startedAtMs: 10_000,
});

test('what is left follows from how far it came in the time it had', () => {
  expect(jobRemaining(at(0.25), 30_000)).toBe('about 1\u00a0min left');
  expect(jobRemaining(at(0.999), 30_000)).toBe('about 1 s left');
});

test('an estimate from too little is not given', () => {
  expect(jobRemaining(at(null), 30_000)).toBeUndefined();
  expect(jobRemaining(at(0.01), 30_000)).toBeUndefined();
  expect(jobRemaining(at(0.5), 10_500)).toBeUndefined();
  expect(jobRemaining(at(0.5, 'done'), 30_000)).toBeUndefined();
});
