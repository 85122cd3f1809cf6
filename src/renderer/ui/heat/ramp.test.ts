import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRamp, parseRgb, rampStep, toPixel } from './ramp.ts';

describe('the ramp', () => {
  it('begins and ends with its first and last stop', () => {
    const ramp = buildRamp([
      [242, 237, 215],
      [71, 113, 126],
      [13, 36, 79],
    ]);
    expect(ramp).toHaveLength(256);
    expect(ramp[0]).toBe(toPixel([242, 237, 215]));
    expect(ramp[255]).toBe(toPixel([13, 36, 79]));
  });

  it('reads what a browser answers', () => {
    expect(parseRgb('rgb(10, 102, 112)')).toEqual([10, 102, 112]);
    expect(parseRgb('')).toEqual([0, 0, 0]);
  });

  it('never leaves its steps, never falls as values rise, and leaves unknown unknown', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), (a, b) => {
        const [low, high] = [rampStep(Math.min(a, b), 0, 100), rampStep(Math.max(a, b), 0, 100)];
        if (Number.isNaN(a) || Number.isNaN(b)) return;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThan(256);
        expect(low).toBeLessThanOrEqual(high);
      }),
    );
    expect(rampStep(Number.NaN, 0, 1)).toBe(-1);
    expect(rampStep(5, 5, 5)).toBe(0);
  });
});
