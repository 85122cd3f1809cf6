export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  /** Of the window when it is neither maximized nor on the whole screen. */
  readonly bounds: Rectangle;
  readonly maximized: boolean;
  readonly fullScreen: boolean;
}

export interface WindowPlacement {
  /** Without a position the window manager chooses one. */
  readonly bounds: Rectangle | { readonly width: number; readonly height: number };
  readonly maximized: boolean;
  readonly fullScreen: boolean;
}

const preferred = { width: 1_440, height: 900 };
const smallest = { width: 800, height: 560 };

/** So much of the title bar must be on a screen that a pointer can get hold of it. */
const handle = { width: 160, height: 24 };
const titleBarHeight = 32;

/**
 * Where a window opens: where it was, when a hand can still reach it there; else in the middle of the first screen.
 * Screens are unplugged, rearranged and rescaled between two starts, and a state file can hold anything.
 */
export function placeWindow(saved: WindowState | undefined, workAreas: readonly Rectangle[]): WindowPlacement {
  const flags = { maximized: saved?.maximized ?? false, fullScreen: saved?.fullScreen ?? false };
  const [first] = workAreas;
  if (first === undefined) return { bounds: preferred, ...flags };
  if (saved !== undefined) {
    const home = workAreas.find((area) => canBeReached(saved.bounds, area));
    if (home !== undefined) return { bounds: { ...saved.bounds, ...fitted(saved.bounds, home) }, ...flags };
  }
  const size = fitted(saved?.bounds ?? preferred, first);
  const x = first.x + Math.floor((first.width - size.width) / 2);
  const y = first.y + Math.floor((first.height - size.height) / 2);
  return { bounds: { x, y, ...size }, ...flags };
}

/** The smallest size a user may drag a window to, on this screen. */
export function smallestWindow(workAreas: readonly Rectangle[]): { width: number; height: number } {
  const widths = workAreas.map((area) => area.width);
  const heights = workAreas.map((area) => area.height);
  return { width: Math.min(smallest.width, ...widths), height: Math.min(smallest.height, ...heights) };
}

export function parseWindowState(text: string): WindowState | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('bounds' in value)) return undefined;
  const bounds = rectangle(value.bounds);
  if (bounds === undefined) return undefined;
  return {
    bounds,
    maximized: 'maximized' in value && value.maximized === true,
    fullScreen: 'fullScreen' in value && value.fullScreen === true,
  };
}

function rectangle(value: unknown): Rectangle | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('x' in value && 'y' in value && 'width' in value && 'height' in value)) return undefined;
  const { x, y, width, height } = value;
  if (!isCoordinate(x) || !isCoordinate(y) || !isCoordinate(width) || !isCoordinate(height)) return undefined;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** No desktop is a million points wide, and Electron throws at what isn't a 32-bit integer. */
function isCoordinate(value: unknown): value is number {
  return Number.isInteger(value) && Math.abs(Number(value)) <= 1_000_000;
}

function fitted(size: { width: number; height: number }, area: Rectangle): { width: number; height: number } {
  const fit = (wanted: number, least: number, most: number) => Math.min(Math.max(wanted, least), most);
  return { width: fit(size.width, smallest.width, area.width), height: fit(size.height, smallest.height, area.height) };
}

function canBeReached(bounds: Rectangle, area: Rectangle): boolean {
  const { width } = fitted(bounds, area);
  const wide = Math.min(bounds.x + width, area.x + area.width) - Math.max(bounds.x, area.x);
  const high = Math.min(bounds.y + titleBarHeight, area.y + area.height) - Math.max(bounds.y, area.y);
  return wide >= Math.min(handle.width, area.width) && high >= Math.min(handle.height, area.height);
}
