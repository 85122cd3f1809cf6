import { describe, expect, it } from 'vitest';
import { sparkPath } from './spark-path.ts';

describe('a sparkline', () => {
  it('happens in steps, with the ceiling at the top', () => {
    expect(sparkPath([0, 50, 100], 100).line).toBe('M0.00 100.00H33.33V50.00H66.67V0.00H100');
  });

  it('draws a flat history at its foot and an empty one not at all', () => {
    expect(sparkPath([7, 7]).line).toBe('M0.00 100.00H50.00V100.00H100');
    expect(sparkPath([])).toEqual({ line: '', area: '' });
  });
});
