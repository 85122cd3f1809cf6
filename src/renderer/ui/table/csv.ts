import { cellText } from './array-view.ts';
import type { CellValue } from './types.ts';

/** A spreadsheet runs text that begins so as a formula; a leading apostrophe makes it text again. */
const formula = /^[=+\-@\t\r]/;

export function csvField(value: CellValue): string {
  const text = cellText(value);
  const safe = typeof value === 'string' && formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180 lines, ended with CR LF. */
export function csvLines(header: readonly string[], rows: Iterable<readonly CellValue[]>): string {
  const lines = [header.map(csvField).join(',')];
  for (const row of rows) lines.push(row.map(csvField).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

/** Hands a text to the operator as a file. */
export function downloadText(fileName: string, text: string, type = 'text/csv;charset=utf-8'): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The download has its own hold on the blob once the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
