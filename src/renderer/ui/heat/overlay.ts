import type { HeatColours } from './colours.ts';
import { cellRect, type HeatLayout, rackOfCell } from './layout.ts';

export interface HeatMarks {
  readonly selected: number;
  readonly focused: number;
  readonly hovered: number;
  readonly hasFocus: boolean;
  readonly matches: ReadonlySet<number> | undefined;
  readonly focusColour: string;
}

/** What moves with the pointer and the keys lies on a canvas of its own, so that moving it repaints no cell. */
export function drawMarks(
  context: CanvasRenderingContext2D,
  layout: HeatLayout,
  colours: HeatColours,
  ratio: number,
  marks: HeatMarks,
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (marks.matches) bracketMatches(context, layout, colours, marks.matches);
  outline(context, layout, marks.hovered, colours.ink, colours.panel, 1);
  outline(context, layout, marks.selected, colours.ink, colours.panel, 2);
  if (marks.hasFocus) outline(context, layout, marks.focused, marks.focusColour, colours.panel, 2);
}

function outline(
  context: CanvasRenderingContext2D,
  layout: HeatLayout,
  cell: number,
  colour: string,
  halo: string,
  width: number,
): void {
  const rect = cellRect(layout, cell);
  if (!rect) return;
  const box = (grow: number) =>
    context.strokeRect(rect.x - grow, rect.y - grow, rect.width + grow * 2, rect.height + grow * 2);
  context.lineWidth = 1;
  context.strokeStyle = halo;
  box(0.5);
  box(width + 1.5);
  context.lineWidth = width;
  context.strokeStyle = colour;
  box(1 + width / 2);
}

/** An ink bracket around the cells of a rack that match, from the first to the last. */
function bracketMatches(
  context: CanvasRenderingContext2D,
  layout: HeatLayout,
  colours: HeatColours,
  matches: ReadonlySet<number>,
): void {
  const spans = new Map<number, { first: number; last: number }>();
  for (const cell of matches) {
    const rack = rackOfCell(layout, cell);
    const span = spans.get(rack);
    spans.set(rack, { first: Math.min(cell, span?.first ?? cell), last: Math.max(cell, span?.last ?? cell) });
  }
  context.lineWidth = 1;
  context.strokeStyle = colours.ink;
  for (const { first, last } of spans.values()) {
    const top = cellRect(layout, first);
    const bottom = cellRect(layout, last);
    if (!top || !bottom) continue;
    context.strokeRect(top.x - 1.5, top.y - 1.5, top.width + 3, bottom.y + bottom.height - top.y + 3);
  }
}
