export type Rgb = readonly [red: number, green: number, blue: number];

const steps = 256;

/** "rgb(10, 102, 112)" as three numbers; what can't be read is black, which is seen at once. */
export function parseRgb(text: string): Rgb {
  const [red = 0, green = 0, blue = 0] = (text.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}

/** A colour as one pixel of an ImageData seen as 32-bit words: alpha, blue, green, red on every machine we run on. */
export function toPixel([red, green, blue]: Rgb): number {
  return ((255 << 24) | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0;
}

/** 256 pixels between the stops, so that colouring a cell is one look-up. */
export function buildRamp(stops: readonly Rgb[]): Uint32Array {
  const ramp = new Uint32Array(steps);
  const last = stops.length - 1;
  for (let step = 0; step < steps; step++) {
    const at = (step / (steps - 1)) * last;
    const index = Math.min(last - 1, Math.floor(at));
    const part = at - index;
    const low = stops[Math.max(0, index)] ?? [0, 0, 0];
    const high = stops[Math.max(0, index) + 1] ?? low;
    const mix = (channel: 0 | 1 | 2) => low[channel] + (high[channel] - low[channel]) * part;
    ramp[step] = toPixel([mix(0), mix(1), mix(2)]);
  }
  return ramp;
}

/** Which of the 256 a value gets; values beyond the ends get the ends. Not a number stays unknown: -1. */
export function rampStep(value: number, min: number, max: number): number {
  if (Number.isNaN(value)) return -1;
  const share = max > min ? (value - min) / (max - min) : 0;
  return Math.min(steps - 1, Math.max(0, Math.round(share * (steps - 1))));
}
