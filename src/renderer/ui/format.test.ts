import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatBytes,
  formatCount,
  formatDate,
  formatMib,
  formatMoment,
  formatPercent,
  formatSpan,
  formatThin,
  formatTime,
  fromLocalInput,
  toLocalInput,
} from './format.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const at = Date.UTC(2026, 10, 20, 13, 32, 7);

describe('figures', () => {
  it('are rounded thinly and have a true minus', () => {
    expect(formatThin(120.94)).toBe('120.9');
    expect(formatThin(2.314)).toBe('2.31');
    expect(formatThin(0.01421)).toBe('0.0142');
    expect(formatThin(-0.00041)).toBe('−0.00041');
    expect(formatThin(0)).toBe('0');
    expect(formatCount(29280)).toBe('29,280');
    expect(plain(formatPercent(-0.408))).toBe('−40.8 %');
  });

  it('say their unit', () => {
    expect(plain(formatBytes(0))).toBe('0 B');
    expect(plain(formatBytes(1_395_864_371))).toBe('1.3 GiB');
    expect(plain(formatMib(16384))).toBe('16 GiB');
  });
});

describe('spans', () => {
  it('name the two parts that matter', () => {
    expect(plain(formatSpan(72_000))).toBe('1 min 12 s');
    expect(plain(formatSpan(294_000_000))).toBe('3 d 9 h');
    expect(plain(formatSpan(3_600_000))).toBe('1 h');
    expect(plain(formatSpan(86_400_000 + 5000))).toBe('1 d');
    expect(plain(formatSpan(250))).toBe('250 ms');
    expect(plain(formatSpan(-5000))).toBe('−5 s');
  });
});

describe('moments', () => {
  it('are written as the console writes them', () => {
    expect(formatTime(at, 'Europe/Oslo')).toBe('14:32:07');
    expect(formatDate(at, at, 'Europe/Oslo')).toBe('Fri 20 Nov');
    expect(formatDate(at, Date.UTC(2027, 0, 2), 'Europe/Oslo')).toBe('Fri 20 Nov 2026');
    expect(formatMoment(at, 'Europe/Oslo')).toBe('Fri 20 Nov, 14:32:07 CET');
  });

  it('say how old a figure is', () => {
    expect(plain(formatAge(at - 2000, at))).toBe('measured 2 s ago');
    expect(formatAge(at - 7_200_000, at, 'Europe/Oslo')).toBe('measured 12:32:07');
    expect(formatAge(at + 5000, at)).toBe('measured now');
  });

  it('survive a field of date and time to the minute', () => {
    // A year without the hour that is there twice when clocks go back.
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * 24 * 150 }), (minutes) => {
        const ms = Date.UTC(2026, 4, 1) + minutes * 60_000;
        expect(fromLocalInput(toLocalInput(ms))).toBe(ms);
      }),
    );
    expect(fromLocalInput('no date')).toBeUndefined();
  });
});
