import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextRow } from './grid-keys.ts';

const keys = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'];

it('keys never leave the rows', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...keys),
      fc.integer({ min: 1, max: 100_000 }),
      fc.nat(),
      fc.integer({ min: -3, max: 50 }),
      (key, count, at, page) => {
        const next = nextRow(key, at % count, count, page);
        expect(next).toBeGreaterThanOrEqual(0);
        expect(next).toBeLessThan(count);
      },
    ),
  );
});

it('keys move as they say', () => {
  expect(nextRow('PageDown', 5, 100, 10)).toBe(15);
  expect(nextRow('End', 5, 100, 10)).toBe(99);
  expect(nextRow('Tab', 5, 100, 10)).toBeUndefined();
  expect(nextRow('Home', 0, 0, 10)).toBeUndefined();
});
