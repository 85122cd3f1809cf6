/**
 * Draws a heat grid in a few operations, however many cells there are: one pixel a cell is written into a small
 * image, each line of racks is that image enlarged without smoothing, and a frame drawn once a layout covers the
 * gaps and carries the labels. Only cells that can't be trusted are drawn one by one.
 */
import type { HeatColours } from './colours.ts';
import { cellRect, cellsInRack, type HeatLayout } from './layout.ts';
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

export function createHeatPainter(layout: HeatLayout, colours: HeatColours, ratio: number): HeatPainter {
  const atlasWidth = Math.max(1, ...layout.lines.map((line) => line.rackCount));
  const atlasHeight = Math.max(
    1,
    layout.lines.reduce((sum, line) => sum + line.rowCount, 0),
  );
  const image = new ImageData(atlasWidth, atlasHeight);
  const pixels = new Uint32Array(image.data.buffer);
  const atlas = new OffscreenCanvas(atlasWidth, atlasHeight);
  const atlasContext = atlas.getContext('2d');
  const frame = drawFrame(layout, colours, ratio);

  const fillPixels = ({ values, states, min, max }: HeatData) => {
    let rowOfAtlas = 0;
    const odd: number[] = [];
    for (const line of layout.lines) {
      for (let column = 0; column < line.rackCount; column++) {
        const rack = line.firstRack + column;
        const start = layout.rackStarts[rack] ?? 0;
        const count = cellsInRack(layout, rack);
        let pixel = rowOfAtlas * atlasWidth + column;
        for (let row = 0; row < count; row++) {
          const cell = start + row;
          const step = rampStep(values[cell] ?? Number.NaN, min, max);
          const trusted = step >= 0 && (states === undefined || (states[cell] ?? 0) === cellStates.ordinary);
          pixels[pixel] = trusted ? (colours.ramp[step] ?? 0) : 0;
          if (!trusted) odd.push(cell);
          pixel += atlasWidth;
        }
      }
      rowOfAtlas += line.rowCount;
    }
    return odd;
  };

  return {
    paint: (context, data) => {
      const odd = fillPixels(data);
      atlasContext?.putImageData(image, 0, 0);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, context.canvas.width, context.canvas.height);
      context.imageSmoothingEnabled = false;
      let rowOfAtlas = 0;
      for (const line of layout.lines) {
        if (line.rackCount > 0 && line.rowCount > 0) {
          context.drawImage(
            atlas,
            0,
            rowOfAtlas,
            line.rackCount,
            line.rowCount,
            Math.round(layout.left * ratio),
            Math.round(line.top * ratio),
            Math.round(line.rackCount * layout.pitch * ratio),
            Math.round(line.rowCount * layout.cellPitch * ratio),
          );
        }
        rowOfAtlas += line.rowCount;
      }
      context.drawImage(frame, 0, 0);
      if (odd.length > 0) drawOdd(context, layout, colours, ratio, data, odd);
    },
  };
}

/** Gaps and labels: the same for every update, so they are drawn once. */
function drawFrame(layout: HeatLayout, colours: HeatColours, ratio: number): OffscreenCanvas {
  const frame = new OffscreenCanvas(
    Math.max(1, Math.round(layout.width * ratio)),
    Math.max(1, Math.round(layout.height * ratio)),
  );
  const context = frame.getContext('2d');
  if (!context) return frame;
  const snap = (value: number) => Math.round(value * ratio);
  context.fillStyle = colours.panel;
  for (const line of layout.lines) {
    const height = line.rowCount * layout.cellPitch;
    for (let column = 0; column < line.rackCount; column++) {
      const right = layout.left + column * layout.pitch + layout.cellWidth;
      const next = layout.left + (column + 1) * layout.pitch;
      context.fillRect(snap(right), snap(line.top), snap(next) - snap(right), snap(line.top + height) - snap(line.top));
    }
    if (layout.cellHeight < layout.cellPitch) {
      const left = snap(layout.left);
      const width = snap(layout.left + line.rackCount * layout.pitch) - left;
      for (let row = 0; row < line.rowCount; row++) {
        const bottom = line.top + row * layout.cellPitch + layout.cellHeight;
        context.fillRect(left, snap(bottom), width, Math.max(1, snap(bottom + 1) - snap(bottom)));
      }
    }
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textBaseline = 'alphabetic';
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
  return frame;
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
