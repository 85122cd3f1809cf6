/**
 * Where every cell of a heat grid lies. Groups (a room, a site) are bands under each other, racks stand in them
 * side by side and wrap when there are too many, cells are stacked in a rack. Nothing is kept per cell: a cell is
 * found by arithmetic from its rack, so that 10,000 of them cost as much as their few hundred racks.
 * Cells are numbered through: group by group, rack by rack, top to bottom.
 */
export interface HeatRack {
  readonly id: string;
  readonly label: string;
  readonly cellCount: number;
}

export interface HeatGroup {
  readonly id: string;
  readonly label: string;
  /** Beside the label: "24 racks, 480 hosts, mean 59 %". */
  readonly note?: string;
  readonly racks: readonly HeatRack[];
}

/** A run of racks beside each other; a group has one or more. */
export interface HeatLine {
  readonly groupIndex: number;
  /** Whether the group's label stands over it. */
  readonly isFirst: boolean;
  readonly firstRack: number;
  readonly rackCount: number;
  /** Cells of its tallest rack. */
  readonly rowCount: number;
  readonly labelY: number;
  readonly top: number;
}

export interface HeatLayout {
  readonly lines: readonly HeatLine[];
  /** First cell of each rack, and after the last rack the number of cells. */
  readonly rackStarts: Int32Array;
  readonly rackLabels: readonly string[];
  readonly groups: readonly HeatGroup[];
  readonly cellCount: number;
  readonly left: number;
  /** From one rack to the next. */
  readonly pitch: number;
  readonly cellWidth: number;
  /** From one cell to the next, the gap included. */
  readonly cellPitch: number;
  readonly cellHeight: number;
  readonly showRackLabels: boolean;
  readonly width: number;
  /** What the drawing needs; more than was given when even the smallest cells don't fit. */
  readonly height: number;
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const padding = 12;
const groupLabelHeight = 22;
const rackLabelHeight = 14;
const lineGap = 8;
const groupGap = 10;
const widestPitch = 52;
const narrowestPitch = 7;
const tallestCell = 14;
const shortestCell = 3;
const labelPitch = 17;

interface Trial {
  readonly pitch: number;
  readonly cellPitch: number;
  readonly fits: boolean;
}

function fixedHeight(groups: readonly HeatGroup[], perLine: number, withLabels: boolean): number {
  let height = padding * 2 - lineGap - groupGap;
  for (const group of groups) {
    const lines = Math.max(1, Math.ceil(group.racks.length / perLine));
    height += groupLabelHeight + groupGap + lines * (lineGap + (withLabels ? rackLabelHeight : 0));
  }
  return height;
}

function rowsOfLines(groups: readonly HeatGroup[], perLine: number): number {
  let rows = 0;
  for (const group of groups) {
    for (let from = 0; from < group.racks.length; from += perLine) {
      rows += Math.max(0, ...group.racks.slice(from, from + perLine).map((rack) => rack.cellCount));
    }
  }
  return rows;
}

const perLineOf = (width: number, pitch: number) => Math.max(1, Math.floor((width - padding * 2) / pitch));

/** The pitch that gives the largest cells that fit; when nothing fits, the narrowest, and the drawing gets taller. */
function choosePitch(groups: readonly HeatGroup[], width: number, height: number): Trial {
  let best: Trial = { pitch: narrowestPitch, cellPitch: shortestCell, fits: false };
  let bestArea = 0;
  for (let pitch = widestPitch; pitch >= narrowestPitch; pitch--) {
    const perLine = perLineOf(width, pitch);
    const rows = rowsOfLines(groups, perLine);
    const room = height - fixedHeight(groups, perLine, pitch >= labelPitch);
    const cellPitch = rows === 0 ? tallestCell : Math.min(tallestCell, Math.floor(room / rows));
    const area = pitch * cellPitch;
    if (cellPitch >= shortestCell && area > bestArea) {
      best = { pitch, cellPitch, fits: true };
      bestArea = area;
    }
  }
  return best;
}

export function layOutHeat(groups: readonly HeatGroup[], width: number, height: number): HeatLayout {
  const { pitch, cellPitch } = choosePitch(groups, width, height);
  const perLine = perLineOf(width, pitch);
  const showRackLabels = pitch >= labelPitch;
  const rackCount = groups.reduce((sum, group) => sum + group.racks.length, 0);
  const rackStarts = new Int32Array(rackCount + 1);
  const rackLabels: string[] = [];
  const lines: HeatLine[] = [];
  let y = padding;
  let rackIndex = 0;
  let cellCount = 0;
  groups.forEach((group, groupIndex) => {
    y += groupLabelHeight;
    const firstOfGroup = rackIndex;
    for (const rack of group.racks) {
      rackStarts[rackIndex] = cellCount;
      rackLabels.push(rack.label);
      cellCount += rack.cellCount;
      rackIndex += 1;
    }
    for (let from = 0; from < Math.max(1, group.racks.length); from += perLine) {
      const racks = group.racks.slice(from, from + perLine);
      const rowCount = Math.max(0, ...racks.map((rack) => rack.cellCount));
      const labelY = y;
      const top = y + (showRackLabels ? rackLabelHeight : 0);
      lines.push({
        groupIndex,
        isFirst: from === 0,
        firstRack: firstOfGroup + from,
        rackCount: racks.length,
        rowCount,
        labelY,
        top,
      });
      y = top + rowCount * cellPitch + lineGap;
    }
    y += groupGap;
  });
  rackStarts[rackCount] = cellCount;
  return {
    lines,
    rackStarts,
    rackLabels,
    groups,
    cellCount,
    left: padding,
    pitch,
    cellWidth: pitch - (pitch >= labelPitch ? 4 : pitch >= 12 ? 2 : 1),
    cellPitch,
    cellHeight: cellPitch >= 4 ? cellPitch - 1 : cellPitch,
    showRackLabels,
    width,
    height: Math.max(height, y - lineGap - groupGap + padding),
  };
}

/** The rack a cell stands in, by halving. */
export function rackOfCell(layout: HeatLayout, cell: number): number {
  let low = 0;
  let high = layout.rackStarts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((layout.rackStarts[middle] ?? 0) <= cell) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function cellsInRack(layout: HeatLayout, rack: number): number {
  return (layout.rackStarts[rack + 1] ?? 0) - (layout.rackStarts[rack] ?? 0);
}

export function lineOfRack(layout: HeatLayout, rack: number): number {
  return layout.lines.findIndex((line) => rack >= line.firstRack && rack < line.firstRack + line.rackCount);
}

export function cellRect(layout: HeatLayout, cell: number): Rect | undefined {
  if (cell < 0 || cell >= layout.cellCount) return undefined;
  const rack = rackOfCell(layout, cell);
  const line = layout.lines[lineOfRack(layout, rack)];
  if (!line) return undefined;
  return {
    x: layout.left + (rack - line.firstRack) * layout.pitch,
    y: line.top + (cell - (layout.rackStarts[rack] ?? 0)) * layout.cellPitch,
    width: layout.cellWidth,
    height: layout.cellHeight,
  };
}

/** The cell under a point, or -1. The hairline under a cell belongs to it; the gap between racks to none. */
export function hitCell(layout: HeatLayout, x: number, y: number): number {
  const line = layout.lines.find((one) => y >= one.top && y < one.top + one.rowCount * layout.cellPitch);
  if (!line) return -1;
  const across = x - layout.left;
  const column = Math.floor(across / layout.pitch);
  if (column < 0 || column >= line.rackCount || across - column * layout.pitch >= layout.cellWidth) return -1;
  const row = Math.floor((y - line.top) / layout.cellPitch);
  const rack = line.firstRack + column;
  return row < cellsInRack(layout, rack) ? (layout.rackStarts[rack] ?? 0) + row : -1;
}
