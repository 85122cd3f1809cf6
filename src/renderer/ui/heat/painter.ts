/**
 * Draws a heat grid in one go, however many cells there are: the pixels are written into an image row by row, and
 * the image is handed to the canvas whole. Only cells that can't be trusted are drawn one by one, over it.
 */
import type { HeatColours } from './colours.ts';
import { cellRect, type HeatLayout, type HeatLine } from './layout.ts';
import { rampStep } from './ramp.ts';

/** What a cell may be besides its value. */
export const cellStates = { ordinary: 0, unreachable: 1, maintenance: 2 } as const;

export interface HeatData {
  readonly values: Float32Array;
  readonly states?: Uint8Array | undefined;
  readonly min: number;
  readonly max: number;
}

export interface HeatPainter {
  paint(context: CanvasRenderingContext2D, data: HeatData): void;
}

/** Pixels are made here and handed over whole, so the canvas belongs in ordinary memory and needs no transparency. */
export const heatContextOptions: CanvasRenderingContext2DSettings = { alpha: false, willReadFrequently: true };

export function createHeatPainter(layout: HeatLayout, colours: HeatColours, ratio: number): HeatPainter {
  const snap = (value: number) => Math.round(value * ratio);
  const width = Math.max(1, snap(layout.width));
  const height = Math.max(1, snap(layout.height));
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  pixels.fill(colours.panelPixel);

  /** One row of cells: its first row of pixels is written, the others are copies of it. */
  const fillRow = (line: HeatLine, row: number, data: HeatData, odd: number[]) => {
    const { values, states, min, max } = data;
    const y = line.top + row * layout.cellPitch;
    const top = snap(y);
    const rows = Math.max(1, snap(y + layout.cellHeight) - top);
    const start = top * width;
    for (let column = 0; column < line.rackCount; column++) {
      const rack = line.firstRack + column;
      const cell = (layout.rackStarts[rack] ?? 0) + row;
      if (cell >= (layout.rackStarts[rack + 1] ?? 0)) continue;
      const step = rampStep(values[cell] ?? Number.NaN, min, max);
      const trusted = step >= 0 && (states === undefined || states[cell] === cellStates.ordinary);
      if (!trusted) odd.push(cell);
      const x = layout.left + column * layout.pitch;
      const colour = trusted ? (colours.ramp[step] ?? 0) : colours.panelPixel;
      pixels.fill(colour, start + snap(x), start + snap(x + layout.cellWidth));
    }
    const from = start + snap(layout.left);
    const to = start + snap(layout.left + line.rackCount * layout.pitch);
    for (let copy = 1; copy < rows; copy++) pixels.copyWithin(from + copy * width, from, to);
  };

  return {
    paint: (context, data) => {
      const odd: number[] = [];
      for (const line of layout.lines) {
        for (let row = 0; row < line.rowCount; row++) fillRow(line, row, data, odd);
      }
      context.putImageData(image, 0, 0);
      if (odd.length > 0) drawOdd(context, layout, colours, ratio, data, odd);
    },
  };
}

/** Labels are the same for every update, so they lie on a canvas of their own and are drawn once a layout. */
export function drawLabels(
  context: CanvasRenderingContext2D,
  layout: HeatLayout,
  colours: HeatColours,
  ratio: number,
): void {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, layout.width, layout.height);
  for (const line of layout.lines) {
    const group = layout.groups[line.groupIndex];
    if (line.isFirst && group) {
      context.font = '600 12px "Inter Variable", sans-serif';
      context.fillStyle = colours.ink;
      context.fillText(group.label, layout.left, line.labelY - 8);
      const after = layout.left + context.measureText(group.label).width + 8;
      context.font = '400 11px "Inter Variable", sans-serif';
      context.fillStyle = colours.ink3;
      if (group.note) context.fillText(group.note, after, line.labelY - 8);
    }
    if (!layout.showRackLabels) continue;
    context.font = '400 10px "Inter Variable", sans-serif';
    context.fillStyle = colours.ink3;
    for (let column = 0; column < line.rackCount; column++) {
      const text = layout.rackLabels[line.firstRack + column] ?? '';
      context.fillText(text, layout.left + column * layout.pitch, line.top - 4, layout.pitch - 2);
    }
  }
}

/** Unreachable is a dashed box with a cross, maintenance is hatched, unknown is an empty box. */
function drawOdd(
  context: CanvasRenderingContext2D,
  layout: HeatLayout,
  colours: HeatColours,
  ratio: number,
  { states }: HeatData,
  cells: readonly number[],
): void {
  const lost = new Path2D();
  const hatched = new Path2D();
  const boxes = new Path2D();
  for (const cell of cells) {
    const rect = cellRect(layout, cell);
    if (!rect) continue;
    const { x, y, width, height } = rect;
    const state = states?.[cell];
    if (state === cellStates.unreachable) {
      const arm = Math.min(3, height / 2 - 1);
      const middleX = x + width / 2;
      const middleY = y + height / 2;
      lost.rect(x + 0.5, y + 0.5, width - 1, height - 1);
      lost.moveTo(middleX - arm, middleY - arm);
      lost.lineTo(middleX + arm, middleY + arm);
      lost.moveTo(middleX + arm, middleY - arm);
      lost.lineTo(middleX - arm, middleY + arm);
    } else {
      boxes.rect(x + 0.5, y + 0.5, width - 1, height - 1);
      if (state === cellStates.maintenance) {
        for (let at = x; at + height <= x + width; at += 4) {
          hatched.moveTo(at, y + height);
          hatched.lineTo(at + height, y);
        }
      }
    }
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.lineWidth = 1;
  context.strokeStyle = colours.ink3;
  context.stroke(hatched);
  context.stroke(boxes);
  context.strokeStyle = colours.critical;
  context.lineWidth = 1.5;
  context.stroke(lost);
}
