import { cellsInRack, type HeatLayout, lineOfRack, rackOfCell } from './layout.ts';

const inRack = (layout: HeatLayout, rack: number, row: number) => {
  const count = cellsInRack(layout, rack);
  return count === 0 ? undefined : (layout.rackStarts[rack] ?? 0) + Math.min(count - 1, Math.max(0, row));
};

/** Where a key leads from a cell: the neighbour as the eye sees it. Undefined when it is not a key for moving. */
export function nextCell(layout: HeatLayout, cell: number, key: string): number | undefined {
  if (layout.cellCount === 0) return undefined;
  const from = Math.min(layout.cellCount - 1, Math.max(0, cell));
  const rack = rackOfCell(layout, from);
  const row = from - (layout.rackStarts[rack] ?? 0);
  const lineIndex = lineOfRack(layout, rack);
  const line = layout.lines[lineIndex];
  if (!line) return undefined;
  const column = rack - line.firstRack;

  const ontoLine = (target: number, fromBelow: boolean) => {
    const other = layout.lines[target];
    if (!other || other.rackCount === 0) return from;
    const otherRack = other.firstRack + Math.min(column, other.rackCount - 1);
    return inRack(layout, otherRack, fromBelow ? cellsInRack(layout, otherRack) - 1 : 0) ?? from;
  };
  const ontoGroup = (step: -1 | 1) => {
    let target = lineIndex + step;
    while (layout.lines[target] && !(layout.lines[target]?.isFirst && target !== lineIndex)) target += step;
    return ontoLine(target, false);
  };

  switch (key) {
    case 'ArrowDown':
      return row + 1 < cellsInRack(layout, rack) ? from + 1 : ontoLine(lineIndex + 1, false);
    case 'ArrowUp':
      return row > 0 ? from - 1 : ontoLine(lineIndex - 1, true);
    case 'ArrowRight':
      return column + 1 < line.rackCount ? (inRack(layout, rack + 1, row) ?? from) : from;
    case 'ArrowLeft':
      return column > 0 ? (inRack(layout, rack - 1, row) ?? from) : from;
    case 'Home':
      return inRack(layout, rack, 0);
    case 'End':
      return inRack(layout, rack, cellsInRack(layout, rack) - 1);
    case 'PageDown':
      return ontoGroup(1);
    case 'PageUp':
      return ontoGroup(-1);
    default:
      return undefined;
  }
}
