import { css, readColours } from './probe.ts';
import { buildRamp, parseRgb, toPixel } from './ramp.ts';

export interface HeatColours {
  readonly ramp: Uint32Array;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly line: string;
  readonly panel: string;
  readonly panelPixel: number;
  readonly critical: string;
}

export const heatTokens = Array.from({ length: 9 }, (_, index) => `--heat-${index}`);
export const divergingTokens = Array.from({ length: 7 }, (_, index) => `--div-${index}`);

const named = ['--ink', '--ink-2', '--ink-3', '--line-strong', '--panel', '--critical-mark'];

/** The colours of the theme in force, read once a theme. */
export function readHeatColours(within: Element, ramp: 'heat' | 'diverging'): HeatColours {
  const stops = readColours(within, ramp === 'heat' ? heatTokens : divergingTokens);
  const [ink = '', ink2 = '', ink3 = '', line = '', panel = '', critical = ''] = readColours(within, named).map(css);
  return { ramp: buildRamp(stops), ink, ink2, ink3, line, panel, critical, panelPixel: toPixel(parseRgb(panel)) };
}
