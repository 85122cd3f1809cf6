/** Comma-separated text that is safe to open in a spreadsheet: RFC 4180 lines, ended with CR LF. */

export type CsvValue = string | number | bigint | boolean | null | undefined;

/** A spreadsheet runs text that begins so as a formula; a leading apostrophe makes it text again; text that has one before a formula already gets another, so that one can be taken off when read back. Spreadsheets skip a leading NUL and run what follows. */
const runsAsFormula = /^'*[=+\-@\t\r\0]/;

export function csvField(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  // Only text can be a formula: a number that begins with a minus is a number.
  const safe = typeof value === 'string' && runsAsFormula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}
