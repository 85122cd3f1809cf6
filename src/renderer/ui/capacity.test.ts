import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CapacityKind, layOutCapacity } from './capacity.ts';

const kinds: readonly CapacityKind[] = ['owner', 'demand', 'spot', 'lent', 'idle'];

describe('a capacity bar', () => {
  it('marks as headroom what is idle or free', () => {
    const layout = layOutCapacity(
      [
        { kind: 'owner', value: 50 },
        { kind: 'lent', value: 10 },
        { kind: 'idle', value: 15 },
      ],
      100,
    );
    expect(layout.headroom.value).toBe(40);
    expect(layout.headroom.from).toBeCloseTo(0.6);
    expect(layout.ceilingAt).toBe(1);
  });

  it('keeps the ceiling in sight when more is promised than there is', () => {
    const layout = layOutCapacity([{ kind: 'owner', value: 125 }], 100);
    expect(layout.ceilingAt).toBeCloseTo(0.8);
    expect(layout.headroom.value).toBe(0);
  });

  it('never overlaps its parts and never leaves the line', () => {
    const part = fc.record({ kind: fc.constantFrom(...kinds), value: fc.double({ min: 0, max: 1e9, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.double({ min: 0, max: 1e9, noNaN: true }), (parts, ceiling) => {
        const layout = layOutCapacity(parts, ceiling);
        let at = 0;
        for (const placed of layout.parts) {
          expect(placed.from).toBeCloseTo(at);
          expect(placed.to).toBeGreaterThanOrEqual(placed.from);
          at = placed.to;
        }
        expect(at).toBeLessThanOrEqual(1 + 1e-9);
        expect(layout.ceilingAt).toBeLessThanOrEqual(1);
        expect(layout.headroom.from).toBeGreaterThanOrEqual(-1e-9);
      }),
    );
  });
});
