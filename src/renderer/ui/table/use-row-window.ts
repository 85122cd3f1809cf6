import { useVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';

export const rowPx = 28;

// The virtualizer measures each of its items before the first paint. Rows are all as high as each other, so it is
// given strips of them: 100,000 rows are 12,500 items, which take a millisecond.
const stripRows = 8;

export interface RowWindow {
  /** Rows to draw: `from` up to but not including `to`. */
  readonly from: number;
  readonly to: number;
  readonly totalPx: number;
  /** Brings a row into sight, moving no more than needed. */
  readonly reveal: (index: number) => void;
}

/** The rows in sight, and a few around them. */
export function useRowWindow(scroll: RefObject<HTMLDivElement | null>, rowCount: number): RowWindow {
  const strips = useVirtualizer({
    count: Math.ceil(rowCount / stripRows),
    getScrollElement: () => scroll.current,
    estimateSize: () => stripRows * rowPx,
    overscan: 1,
    // A first guess, so that the first paint has rows before the height is known.
    initialRect: { width: 0, height: 560 },
  });
  const shown = strips.getVirtualItems();
  const from = (shown[0]?.index ?? 0) * stripRows;
  const to = Math.min(rowCount, ((shown.at(-1)?.index ?? -1) + 1) * stripRows);
  return {
    from,
    to,
    totalPx: rowCount * rowPx,
    reveal: (index) => {
      const element = scroll.current;
      if (!element) return;
      // The head lies over the first 28 pixels of what is scrolled.
      const room = element.clientHeight - rowPx;
      const top = index * rowPx;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + rowPx > element.scrollTop + room) element.scrollTop = top + rowPx - room;
    },
  };
}
