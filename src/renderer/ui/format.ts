const locale = 'en-GB';
/** Keeps a figure and its unit on one line. */
const thin = '\u00a0';
const counts = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });

/** A real minus sign: a hyphen is shorter than a plus and reads as a dash. */
const trueMinus = (text: string) => text.replace('-', '−');

/** 29280 → "29,280". */
export function formatCount(value: number): string {
  return trueMinus(counts.format(value));
}

/** Three to four digits, as many as help: 120.94 → "120.9", 2.314 → "2.31", 0.01421 → "0.0142", 29280 → "29,280". */
export function formatThin(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 1000 ? 0 : size >= 100 ? 1 : 2;
  const rounding = size < 1 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: digits };
  return trueMinus(new Intl.NumberFormat(locale, rounding).format(value));
}

/** A share from 0 to 1: 0.305 → "30.5 %". */
export function formatPercent(share: number, digits = 1): string {
  const text = new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(share * 100);
  return `${trueMinus(text)}${thin}%`;
}

const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** 1_395_864_371 → "1.3 GiB". */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let step = 0;
  while (Math.abs(value) >= 1024 && step < binary.length - 1) {
    value /= 1024;
    step += 1;
  }
  return `${formatThin(value)}${thin}${binary[step] ?? 'B'}`;
}

/** The catalog speaks MiB; people read GiB. 16384 → "16 GiB". */
export function formatMib(memoryMib: number): string {
  return formatBytes(memoryMib * 1024 * 1024);
}

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

/** The two largest parts that matter: 72_000 → "1 min 12 s", 294_000_000 → "3 d 9 h". */
export function formatSpan(spanMs: number): string {
  const sign = spanMs < 0 ? '−' : '';
  let rest = Math.abs(spanMs);
  if (rest < 1000) return `${sign}${Math.round(rest)}${thin}ms`;
  const parts: string[] = [];
  for (const [name, sizeMs] of units) {
    const whole = Math.floor(rest / sizeMs);
    rest -= whole * sizeMs;
    if (whole > 0) parts.push(`${whole}${thin}${name}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return sign + parts.join(' ');
}

const zoned = (timeZone: string | undefined) => (timeZone === undefined ? {} : { timeZone });

/** "14:32:07". */
export function formatTime(ms: number, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    ...zoned(timeZone),
  }).format(ms);
}

/** "Fri 20 Nov", and the year when it is not this one. */
export function formatDate(ms: number, nowMs: number = ms, timeZone?: string): string {
  const year = (at: number) => new Intl.DateTimeFormat(locale, { year: 'numeric', ...zoned(timeZone) }).format(at);
  const text = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...zoned(timeZone),
  })
    .format(ms)
    .replace(',', '');
  return year(ms) === year(nowMs) ? text : `${text} ${year(ms)}`;
}

/** "Fri 20 Nov, 14:32:07 CET". */
export function formatMoment(ms: number, timeZone?: string): string {
  const zone = new Intl.DateTimeFormat(locale, { timeZoneName: 'short', ...zoned(timeZone) })
    .formatToParts(ms)
    .find((part) => part.type === 'timeZoneName');
  return `${formatDate(ms, ms, timeZone)}, ${formatTime(ms, timeZone)}${zone ? ` ${zone.value}` : ''}`;
}

/** How old a figure is: "measured 2 s ago", "measured 14:19:22" after an hour. */
export function formatAge(measuredAtMs: number, nowMs: number, timeZone?: string): string {
  const ageMs = Math.max(0, nowMs - measuredAtMs);
  if (ageMs < 1000) return 'measured now';
  if (ageMs < 3_600_000) return `measured ${formatSpan(ageMs)} ago`;
  if (ageMs < 86_400_000) return `measured ${formatTime(measuredAtMs, timeZone)}`;
  return `measured ${formatDate(measuredAtMs, nowMs, timeZone)}, ${formatTime(measuredAtMs, timeZone)}`;
}

/** The value of a datetime-local field in the machine's zone. */
export function toLocalInput(ms: number): string {
  const at = new Date(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

export function fromLocalInput(text: string): number | undefined {
  const ms = new Date(text).getTime();
  return Number.isNaN(ms) ? undefined : ms;
}
