import { formatDate, formatTime } from '../../../ui/index.ts';

/** "Fri 20 Nov, 14:32:07", with the year where it is not this one. */
export const momentOf = (ms: number, nowMs: number = Date.now()): string =>
  `${formatDate(ms, nowMs)}, ${formatTime(ms)}`;
export const dayOf = (ms: number, nowMs: number = Date.now()): string => formatDate(ms, nowMs);
/** The time alone for what happened today. */
export const recentlyOf = (ms: number, nowMs: number = Date.now()): string =>
  formatDate(ms, nowMs) === formatDate(nowMs, nowMs) ? formatTime(ms) : formatDate(ms, nowMs);
