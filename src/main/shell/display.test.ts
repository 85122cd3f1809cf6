import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayProblem, drawInSoftware, parseGpuRecord, withGpuCrash } from './display.ts';

const day = 24 * 60 * 60 * 1000;

describe('displayProblem', () => {
  test('names the way on when Linux has no display', () => {
    expect(displayProblem('linux', {})).toContain('npm start -- serve');
    expect(displayProblem('linux', { DISPLAY: '', WAYLAND_DISPLAY: '' })).toContain('xvfb-run');
  });

  test('is silent where a window can open', () => {
    expect(displayProblem('linux', { DISPLAY: ':0' })).toBeUndefined();
    expect(displayProblem('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBeUndefined();
    expect(displayProblem('darwin', {})).toBeUndefined();
    expect(displayProblem('win32', {})).toBeUndefined();
  });
});

describe('drawing in software', () => {
  test('starts after the second crash and ends after 30 days or with another version', () => {
    const once = withGpuCrash(undefined, '1.0.0', 0);
    expect(drawInSoftware(once, '1.0.0', 1)).toBe(false);
    const twice = withGpuCrash(once, '1.0.0', day);
    expect(drawInSoftware(twice, '1.0.0', 2 * day)).toBe(true);
    expect(drawInSoftware(twice, '1.0.1', 2 * day)).toBe(false);
    expect(drawInSoftware(twice, '1.0.0', 31 * day)).toBe(false);
    expect(drawInSoftware(undefined, '1.0.0', 0)).toBe(false);
  });

  test('a crash with a new version forgets those of the old one', () => {
    const old = withGpuCrash(withGpuCrash(undefined, '1.0.0', 0), '1.0.0', 1);
    expect(withGpuCrash(old, '2.0.0', 2)).toEqual({ version: '2.0.0', crashesAtMs: [2] });
  });

  test('the record stays bounded and survives a round trip through its file', () => {
    let record = withGpuCrash(undefined, '1.0.0', 0);
    for (let time = 1; time < 100; time++) record = withGpuCrash(record, '1.0.0', time);
    expect(record.crashesAtMs).toEqual([92, 93, 94, 95, 96, 97, 98, 99]);
    expect(parseGpuRecord(JSON.stringify(record))).toEqual(record);
  });

  test('a damaged file is no record, never an exception', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseGpuRecord(text)));
    expect(parseGpuRecord('{"version":1,"crashesAtMs":[]}')).toBeUndefined();
    expect(parseGpuRecord('{"version":"1","crashesAtMs":["x",3]}')).toEqual({ version: '1', crashesAtMs: [3] });
  });
});
