import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisTicks, axisTop, chartRows, type LevelSeries, timeTicks } from './series.ts';

const series: readonly LevelSeries[] = [{ id: 'use', label: 'Use', style: 'measured', values: [1, null, 3] }];

describe('charts', () => {
  it('have the ceiling inside the axis', () => {
    expect(axisTop(series, 10)).toBeGreaterThan(10);
    expect(axisTop(series, 2)).toBeGreaterThan(3);
    expect(axisTop([], undefined)).toBe(1);
  });

  it('keep what is unknown unknown', () => {
    expect(chartRows([10, 20, 30, 40], series).map((row) => row['use'])).toEqual([1, null, 3, null]);
  });

  it('have a few round ticks from zero to the top', () => {
    expect(axisTicks(96_000)).toEqual([0, 25_000, 50_000, 75_000]);
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (top) => {
        const ticks = axisTicks(top);
        expect(ticks[0]).toBe(0);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(ticks.at(-1)).toBeLessThanOrEqual(top * 1.001);
      }),
    );
  });

  it('mark times on the hour, never too many', () => {
    const from = Date.UTC(2026, 10, 20, 13, 32);
    expect(timeTicks(from, from + 6 * 3_600_000)[0]).toBe(Date.UTC(2026, 10, 20, 14));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 * 86_400_000 }), (span) => {
        expect(timeTicks(from, from + span).length).toBeLessThanOrEqual(9);
      }),
    );
  });
});
