import { readHeatColours } from '../ui/heat/colours.ts';
import { cellRect, type HeatGroup, hitCell, layOutHeat } from '../ui/heat/layout.ts';
import { createHeatPainter, type HeatPainter, heatContextOptions } from '../ui/heat/painter.ts';
import { rampStep } from '../ui/heat/ramp.ts';

const width = 1200;
const height = 720;
const hitCount = 100;

const groups: readonly HeatGroup[] = [100, 90, 60].map((racks, site) => ({
  id: `${site}`,
  label: `Site ${site}`,
  racks: Array.from({ length: racks }, (_, rack) => ({ id: `${rack}`, label: String(rack), cellCount: 40 })),
}));

interface Stage {
  readonly ours: CanvasRenderingContext2D;
  readonly reference: CanvasRenderingContext2D;
  readonly painter: HeatPainter;
  readonly ramp: readonly string[];
  readonly layout: ReturnType<typeof layOutHeat>;
}

let stage: Stage | undefined;
let round = 0;

function canvas(options?: CanvasRenderingContext2DSettings): CanvasRenderingContext2D {
  const element = document.createElement('canvas');
  element.width = width;
  element.height = height;
  document.body.append(element);
  const context = element.getContext('2d', options);
  if (!context) throw new Error('This browser has no canvas.');
  return context;
}

function setTheStage(): Stage {
  const layout = layOutHeat(groups, width, height);
  const colours = readHeatColours(document.body, 'heat');
  const ramp = Array.from(colours.ramp, (pixel) => `rgb(${pixel & 255} ${(pixel >> 8) & 255} ${(pixel >> 16) & 255})`);
  return {
    ours: canvas(heatContextOptions),
    reference: canvas(),
    painter: createHeatPainter(layout, colours, 1),
    ramp,
    layout,
  };
}

/** Reading one pixel makes the browser finish the drawing, so that the clock sees all of it. */
const finish = (context: CanvasRenderingContext2D) => context.getImageData(width - 1, height - 1, 1, 1);

/** One update of 10,000 cells with a hundred hit tests, by the painter and by one fillRect a cell, both to the end. */
export function measureHeat(): { readonly ours: number; readonly reference: number } {
  stage ??= setTheStage();
  const { ours, reference, painter, ramp, layout } = stage;
  round += 1;
  const values = Float32Array.from({ length: layout.cellCount }, (_, cell) => (Math.sin(cell * 0.37 + round) + 1) / 2);
  // Worked out beforehand, so that the reference pays for drawing alone.
  const rects = Array.from({ length: layout.cellCount }, (_, cell) => cellRect(layout, cell));

  const oursAt = performance.now();
  painter.paint(ours, { values, min: 0, max: 1 });
  let found = 0;
  for (let at = 0; at < hitCount; at++) found += hitCell(layout, (at * 97) % width, (at * 61) % height) >= 0 ? 1 : 0;
  finish(ours);
  const oursMs = performance.now() - oursAt;
  if (found === 0) throw new Error('No point hit a cell.');

  const referenceAt = performance.now();
  reference.clearRect(0, 0, width, height);
  for (let cell = 0; cell < layout.cellCount; cell++) {
    const rect = rects[cell];
    if (!rect) continue;
    reference.fillStyle = ramp[rampStep(values[cell] ?? 0, 0, 1)] ?? '';
    reference.fillRect(rect.x, rect.y, rect.width, rect.height);
  }
  finish(reference);
  return { ours: oursMs, reference: performance.now() - referenceAt };
}
