import { expect, it } from 'vitest';
import { toggled, withRange } from './selection.ts';

it('a press takes a row in and out again', () => {
  const once = toggled(new Set(['a']), 'b');
  expect([...once]).toEqual(['a', 'b']);
  expect([...toggled(once, 'a')]).toEqual(['b']);
});

it('a range runs either way and passes over rows that have not arrived', () => {
  const keyAt = (index: number) => (index === 2 ? undefined : `k${index}`);
  expect([...withRange(new Set(['k9']), 3, 1, keyAt)]).toEqual(['k9', 'k1', 'k3']);
});
