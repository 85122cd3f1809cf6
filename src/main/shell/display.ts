/** Why no window can be opened here, in words that name the way on; nothing when one can. */
export function displayProblem(
  platform: string,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (platform !== 'linux') return undefined;
  if (environment['DISPLAY'] || environment['WAYLAND_DISPLAY']) return undefined;
  return [
    'No window was opened: neither DISPLAY nor WAYLAND_DISPLAY is set, so this session has no display.',
    'The same console runs in a browser: npm start -- serve',
    'On a machine without a screen, a virtual one will do: xvfb-run -a npm start',
  ].join('\n');
}

export interface GpuRecord {
  /** The program's version the crashes happened with: another Electron may well cope with the same driver. */
  readonly version: string;
  readonly crashesAtMs: readonly number[];
}

const rememberedCrashes = 8;
const crashesToGiveUp = 2;
const memoryMs = 30 * 24 * 60 * 60 * 1000;

/**
 * Chromium falls back to software by itself only after several crashes, each of which blanks the window. Remember them
 * over starts, and draw in software from the first frame where the driver has failed twice within 30 days.
 */
export function drawInSoftware(record: GpuRecord | undefined, version: string, nowMs: number): boolean {
  if (record === undefined || record.version !== version) return false;
  return recent(record.crashesAtMs, nowMs).length >= crashesToGiveUp;
}

export function withGpuCrash(record: GpuRecord | undefined, version: string, nowMs: number): GpuRecord {
  const earlier = record?.version === version ? recent(record.crashesAtMs, nowMs) : [];
  return { version, crashesAtMs: [...earlier, nowMs].slice(-rememberedCrashes) };
}

export function parseGpuRecord(text: string): GpuRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('version' in value) || !('crashesAtMs' in value))
    return undefined;
  const { version, crashesAtMs } = value;
  if (typeof version !== 'string' || !Array.isArray(crashesAtMs)) return undefined;
  const times = crashesAtMs.filter((time): time is number => Number.isSafeInteger(time));
  return { version, crashesAtMs: times.slice(-rememberedCrashes) };
}

function recent(crashesAtMs: readonly number[], nowMs: number): number[] {
  return crashesAtMs.filter((time) => time <= nowMs && nowMs - time <= memoryMs);
}
