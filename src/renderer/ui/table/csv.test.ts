import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvField } from '../../../shared/csv.ts';
import { csvLines } from './csv.ts';

/** A small reader of RFC 4180, written apart from the writer. */
function read(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (quoted) {
      if (sign === '"' && text.charAt(at + 1) === '"') {
        field += '"';
        at += 1;
      } else if (sign === '"') quoted = false;
      else field += sign;
    } else if (sign === '"') quoted = true;
    else if (sign === ',') {
      row.push(field);
      field = '';
    } else if (sign === '\r' && text.charAt(at + 1) === '\n') {
      rows.push([...row, field]);
      row = [];
      field = '';
      at += 1;
    } else field += sign;
  }
  return rows;
}

describe('CSV', () => {
  it('makes text that a spreadsheet would run into text again, and leaves numbers alone', () => {
    expect(csvField('=1+1')).toBe("'=1+1");
    expect(csvField('@SUM(A1)')).toBe("'@SUM(A1)");
    expect(csvField(-5)).toBe('-5');
    expect(csvField(null)).toBe('');
  });

  it('is read back as it was written', () => {
    const field = fc.string().filter((text) => !/^'*[=+\-@\t\r\0]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(field, field)), (rows) => {
        expect(read(csvLines(['a', 'b'], rows))).toEqual([['a', 'b'], ...rows]);
      }),
    );
  });
});
