import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellRect, type HeatGroup, hitCell, layOutHeat, lineOfRack, rackOfCell } from './layout.ts';
import { nextCell } from './navigate.ts';

const group = fc.array(fc.integer({ min: 0, max: 48 }), { maxLength: 60 }).map(
  (counts): HeatGroup => ({
    id: 'room',
    label: 'Room',
    racks: counts.map((cellCount, index) => ({ id: `r${index}`, label: String(index), cellCount })),
  }),
);
const groups = fc.array(group, { maxLength: 5 });
const width = fc.integer({ min: 60, max: 1600 });
const height = fc.integer({ min: 60, max: 1200 });
const total = (list: readonly HeatGroup[]) =>
  list.flatMap((one) => one.racks).reduce((sum, rack) => sum + rack.cellCount, 0);

describe('the layout of a heat grid', () => {
  it('holds every cell, and finds each by a point in it', () => {
    fc.assert(
      fc.property(groups, width, height, (list, wide, high) => {
        const layout = layOutHeat(list, wide, high);
        expect(layout.cellCount).toBe(total(list));
        const step = Math.max(1, Math.floor(layout.cellCount / 40));
        for (let cell = 0; cell < layout.cellCount; cell += step) {
          const rect = cellRect(layout, cell);
          if (!rect) throw new Error(`cell ${cell} has no place`);
          expect(hitCell(layout, rect.x + rect.width / 2, rect.y + rect.height / 2)).toBe(cell);
          expect(hitCell(layout, rect.x, rect.y)).toBe(cell);
          expect(rect.x).toBeGreaterThanOrEqual(0);
          expect(rect.y + rect.height).toBeLessThanOrEqual(layout.height);
          if (wide >= 80) expect(rect.x + rect.width).toBeLessThanOrEqual(wide);
        }
      }),
    );
  });

  it('never claims a point twice: what is hit contains the point', () => {
    fc.assert(
      fc.property(
        groups,
        width,
        height,
        fc.double({ min: -5, max: 1700, noNaN: true }),
        fc.double({ min: -5, max: 1300, noNaN: true }),
        (list, wide, high, x, y) => {
          const layout = layOutHeat(list, wide, high);
          const cell = hitCell(layout, x, y);
          if (cell === -1) return;
          const rect = cellRect(layout, cell);
          expect(rect && x >= rect.x && x < rect.x + rect.width).toBe(true);
          expect(rect && y >= rect.y && y < rect.y + layout.cellPitch).toBe(true);
        },
      ),
    );
  });

  it('draws 1,200 hosts as the eye expects: three rooms, each on one line, in the height there is', () => {
    const rooms = [24, 22, 14].map((racks, room) => ({
      id: `${room}`,
      label: `Room ${room}`,
      racks: Array.from({ length: racks }, (_, rack) => ({ id: `${rack}`, label: `${rack}`, cellCount: 20 })),
    }));
    const layout = layOutHeat(rooms, 960, 540);
    expect(layout.lines).toHaveLength(3);
    expect(layout.height).toBe(540);
    expect(layout.showRackLabels).toBe(true);
  });

  it('grows instead of losing cells when there is no room', () => {
    const racks = Array.from({ length: 400 }, (_, rack) => ({ id: `${rack}`, label: '', cellCount: 42 }));
    const layout = layOutHeat([{ id: 'a', label: 'A', racks }], 300, 100);
    expect(layout.height).toBeGreaterThan(100);
    expect(layout.cellCount).toBe(16_800);
  });
});

describe('the keys of a heat grid', () => {
  const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'];
  it('lead from cell to cell and never out', () => {
    fc.assert(
      fc.property(groups, width, height, fc.constantFrom(...keys), fc.nat(), (list, wide, high, key, seed) => {
        const layout = layOutHeat(list, wide, high);
        const from = layout.cellCount === 0 ? 0 : seed % layout.cellCount;
        const to = nextCell(layout, from, key);
        if (layout.cellCount === 0) expect(to).toBeUndefined();
        else if (to !== undefined) {
          expect(to).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThan(layout.cellCount);
        }
      }),
    );
  });

  it('go to the neighbour as seen, and back', () => {
    const racks = Array.from({ length: 3 }, (_, rack) => ({ id: `${rack}`, label: '', cellCount: 4 }));
    const layout = layOutHeat([{ id: 'a', label: 'A', racks }], 400, 400);
    expect(nextCell(layout, 1, 'ArrowRight')).toBe(5);
    expect(nextCell(layout, 5, 'ArrowLeft')).toBe(1);
    expect(nextCell(layout, 1, 'ArrowDown')).toBe(2);
    expect(nextCell(layout, 11, 'ArrowDown')).toBe(11);
    expect(nextCell(layout, 1, 'x')).toBeUndefined();
    expect(lineOfRack(layout, rackOfCell(layout, 11))).toBe(0);
  });

  it('cross from one room into the next', () => {
    const room = (id: string): HeatGroup => ({ id, label: id, racks: [{ id, label: '', cellCount: 3 }] });
    const layout = layOutHeat([room('a'), room('b')], 400, 400);
    expect(nextCell(layout, 2, 'ArrowDown')).toBe(3);
    expect(nextCell(layout, 3, 'ArrowUp')).toBe(2);
    expect(nextCell(layout, 0, 'PageDown')).toBe(3);
    expect(nextCell(layout, 4, 'PageUp')).toBe(0);
  });
});
