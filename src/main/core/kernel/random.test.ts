import { expect, it } from 'vitest';
import { type Clock, systemClock } from './clock.ts';
import { idMaker, seededRandom } from './random.ts';

it('makes no id that sorts before an earlier one when the clock is set back', () => {
  let nowMs = Date.UTC(2026, 10, 20);
  const clock: Clock = { ...systemClock, nowMs: () => nowMs };
  const makeId = idMaker(clock, seededRandom(1));
  const timeOf = (id: string) => Number.parseInt(id.replace('-', '').slice(0, 12), 16);
  expect(timeOf(makeId())).toBe(nowMs);
  nowMs -= 60 * 60_000;
  expect(timeOf(makeId())).toBe(nowMs + 60 * 60_000);
  nowMs += 2 * 60 * 60_000;
  expect(timeOf(makeId())).toBe(nowMs);
});
