import '../../../src/renderer/ui/tokens.css';
import { readHeatColours } from '../../../src/renderer/ui/heat/colours.ts';
import { cellRect, hitCell, layOutHeat } from '../../../src/renderer/ui/heat/layout.ts';
import { createHeatPainter, heatContextOptions } from '../../../src/renderer/ui/heat/painter.ts';
import { css } from '../../../src/renderer/ui/heat/probe.ts';
import { rampStep } from '../../../src/renderer/ui/heat/ramp.ts';

const cells = 10_000;
const pointerPositions = 100;
const groups = ['Room A', 'Room B', 'Room C', 'Room D'].map((label) => ({
  id: label,
  label,
  racks: Array.from({ length: 125 }, (_, index) => ({
    id: `${label}-${index}`,
    label: String(index),
    cellCount: cells / 4 / 125,
  })),
}));

function contextOf(
  id: string,
  width: number,
  height: number,
  options?: CanvasRenderingContext2DSettings,
): CanvasRenderingContext2D {
  const canvas = document.getElementById(id);
  if (!(canvas instanceof HTMLCanvasElement)) throw new Error(`No canvas ${id}`);
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', options);
  if (context === null) throw new Error('No 2d context');
  return context;
}

/** Reading a pixel back waits until all that was drawn really is. */
const drawn = (context: CanvasRenderingContext2D) => context.getImageData(0, 0, 1, 1);

function timed(work: () => void): number {
  const startMs = performance.now();
  work();
  return performance.now() - startMs;
}

function measure(turns: number): [ours: number, reference: number][] {
  const layout = layOutHeat(groups, 1280, 720);
  const colours = readHeatColours(document.body, 'heat');
  const ours = contextOf('ours', layout.width, layout.height, heatContextOptions);
  const reference = contextOf('reference', layout.width, layout.height, heatContextOptions);
  const painter = createHeatPainter(layout, colours, 1);
  const fills = Array.from(colours.ramp, (pixel) => css([pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255]));
  const rects = Array.from({ length: layout.cellCount }, (_, cell) => cellRect(layout, cell));
  const values = new Float32Array(layout.cellCount);
  let hits = 0;
  const result: [number, number][] = [];
  for (let turn = -3; turn < turns; turn++) {
    for (let cell = 0; cell < values.length; cell++) values[cell] = (Math.sin(cell * 0.37 + turn) + 1) * 50;
    const oursMs = timed(() => {
      painter.paint(ours, { values, min: 0, max: 100 });
      for (let at = 0; at < pointerPositions; at++) {
        hits += hitCell(layout, (at * 13) % layout.width, (at * 7) % layout.height) >= 0 ? 1 : 0;
      }
      drawn(ours);
    });
    const referenceMs = timed(() => {
      for (let cell = 0; cell < values.length; cell++) {
        const rect = rects[cell];
        if (!rect) continue;
        reference.fillStyle = fills[rampStep(values[cell] ?? 0, 0, 100)] ?? '';
        reference.fillRect(rect.x, rect.y, rect.width, rect.height);
      }
      drawn(reference);
    });
    if (turn >= 0) result.push([oursMs, referenceMs]);
  }
  if (hits === 0) throw new Error('No pointer position hit a cell');
  return result;
}

declare global {
  interface Window {
    measureHeatGrid: typeof measure;
  }
}
window.measureHeatGrid = measure;
