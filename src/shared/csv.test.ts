import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvField, csvLine } from './csv.ts';

describe('csvField', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+47 22', "'+47 22"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', '"\'\rx"'],
    ['\0=1', "'\0=1"],
  ])('%j can not run as a formula', (given, written) => expect(csvField(given)).toBe(written));

  test('a number keeps its minus, and what is missing is empty', () => {
    expect([csvField(-2), csvField(12n), csvField(null), csvField(undefined)]).toEqual(['-2', '12', '', '']);
  });

  test('quotes what would break the line', () => {
    expect(csvField('Lie, Berg & "Sons"')).toBe('"Lie, Berg & ""Sons"""');
    expect(csvField('two\nlines')).toBe('"two\nlines"');
    expect(csvField(' padded ')).toBe('" padded "');
  });

  test('any text comes back as it was, but for the apostrophe before a formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const field = csvField(text);
        const read = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
        expect(read === text || read === `'${text}`).toBe(true);
        expect(/^[=+\-@\t\r\0]/.test(read)).toBe(false);
      }),
    );
  });
});

test('a line ends with CR LF', () => expect(csvLine(['a', 1, null])).toBe('a,1,\r\n'));
