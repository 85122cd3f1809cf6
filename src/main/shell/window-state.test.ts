import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseWindowState, placeWindow, type Rectangle, smallestWindow, type WindowState } from './window-state.ts';

const laptop: Rectangle = { x: 0, y: 25, width: 1_440, height: 875 };
const wall: Rectangle = { x: 1_440, y: -200, width: 3_840, height: 2_160 };
const state = (bounds: Rectangle, change: Partial<WindowState> = {}): WindowState => ({
  bounds,
  maximized: false,
  fullScreen: false,
  ...change,
});

describe('placeWindow', () => {
  test('opens where it was', () => {
    const bounds = { x: 2_000, y: 100, width: 1_600, height: 1_000 };
    expect(placeWindow(state(bounds, { maximized: true }), [laptop, wall])).toEqual({
      bounds,
      maximized: true,
      fullScreen: false,
    });
  });

  test('comes back to the first screen when its own is gone', () => {
    const { bounds } = placeWindow(state({ x: 2_000, y: 100, width: 1_000, height: 600 }), [laptop]);
    expect(bounds).toEqual({ x: 220, y: 162, width: 1_000, height: 600 });
  });

  test('is brought back when only its lower edge is on a screen', () => {
    const { bounds } = placeWindow(state({ x: 10, y: -500, width: 1_000, height: 700 }), [laptop]);
    expect(bounds).toMatchObject({ x: 220, y: 112 });
  });

  test('is made smaller than the screen it comes back to', () => {
    expect(placeWindow(state({ x: 0, y: 25, width: 9_000, height: 9_000 }), [laptop]).bounds).toMatchObject({
      width: 1_440,
      height: 875,
    });
  });

  test('without a state is in the middle; without a screen has a size', () => {
    expect(placeWindow(undefined, [wall]).bounds).toEqual({ x: 2_640, y: 430, width: 1_440, height: 900 });
    expect(placeWindow(undefined, [])).toEqual({
      bounds: { width: 1_440, height: 900 },
      maximized: false,
      fullScreen: false,
    });
  });

  const rectangle = (least: number, most: number) =>
    fc.record({
      x: fc.integer({ min: -8_000, max: 8_000 }),
      y: fc.integer({ min: -8_000, max: 8_000 }),
      width: fc.integer({ min: least, max: most }),
      height: fc.integer({ min: least, max: most }),
    });

  test('whatever was saved and whatever is plugged in, a hand can reach the window and it fits', () => {
    fc.assert(
      fc.property(
        rectangle(1, 20_000),
        fc.array(rectangle(640, 8_000), { minLength: 1, maxLength: 4 }),
        (saved, areas) => {
          const { bounds } = placeWindow(state(saved), areas);
          if (!('x' in bounds)) throw new Error('a position was expected');
          const reachable = areas.some((area) => {
            const wide = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
            const high = Math.min(bounds.y + 32, area.y + area.height) - Math.max(bounds.y, area.y);
            return wide >= 160 && high >= 24 && bounds.width <= area.width && bounds.height <= area.height;
          });
          expect(reachable).toBe(true);
          expect(Number.isInteger(bounds.x) && Number.isInteger(bounds.y)).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

test('the smallest window fits the smallest screen', () => {
  expect(smallestWindow([laptop, wall])).toEqual({ width: 800, height: 560 });
  expect(smallestWindow([{ x: 0, y: 0, width: 640, height: 480 }])).toEqual({ width: 640, height: 480 });
  expect(smallestWindow([])).toEqual({ width: 800, height: 560 });
});

describe('parseWindowState', () => {
  test('reads what was written', () => {
    const written = state({ x: -5, y: 6, width: 700, height: 800 }, { fullScreen: true });
    expect(parseWindowState(JSON.stringify(written))).toEqual(written);
  });

  test.each([
    '',
    'null',
    '[]',
    '{}',
    '{"bounds":{"x":0,"y":0,"width":0,"height":1}}',
    '{"bounds":{"x":1e99,"y":0,"width":9,"height":9}}',
    '{"bounds":{"x":0.5,"y":0,"width":9,"height":9}}',
  ])('%j is no state', (text) => {
    expect(parseWindowState(text)).toBeUndefined();
  });

  test('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseWindowState(text)));
  });
});
