import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectSeparator, lineBreaksIn, longestFieldChars, longestRecordChars, readCsv } from './read-csv.ts';

const fieldsOf = (text: string, separator = ',') => [...readCsv(text, separator)].map((record) => record.fields);
const problemsOf = (text: string) =>
  [...readCsv(text, ',')].flatMap(({ line, problem }) => (problem === undefined ? [] : [`${line}: ${problem}`]));

/** Written apart from the reader, from the words of RFC 4180 only. */
function writeCsv(records: readonly (readonly string[])[], separator: string, lineEnd: string): string {
  const cell = (text: string) => (/["\r\n,;\t]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text);
  return records.map((record) => record.map(cell).join(separator) + lineEnd).join('');
}

const cells = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\r', '\n', 'ø', ' ', '=') }),
);
const tables = fc.array(fc.array(cells, { minLength: 1, maxLength: 5 }), { maxLength: 8 });

describe('readCsv', () => {
  it('reads back whatever a writer wrote, with every separator and line end', () => {
    fc.assert(
      fc.property(
        tables,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\r\n', '\n', '\r'),
        (table, separator, lineEnd) => {
          const text = writeCsv(table, separator, lineEnd);
          const records = [...readCsv(text, separator)];
          expect(records.map((record) => record.fields)).toEqual(table);
          expect(records.filter((record) => record.problem !== undefined)).toEqual([]);
          // The lines of the records are where the writer put them.
          let line = 1;
          for (const [index, record] of records.entries()) {
            expect(record.line).toBe(line);
            line += lineBreaksIn(writeCsv([table[index] ?? []], separator, lineEnd));
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('comes to an end with whatever it is given, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', 'a') }), (text) => {
        let before = { line: 0, endsAt: 0 };
        for (const record of readCsv(text, ',')) {
          expect(record.line).toBeGreaterThan(before.line);
          expect(record.endsAt).toBeGreaterThan(before.endsAt);
          before = record;
        }
        expect(before.endsAt).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('passes over a byte order mark, blank lines and a missing last line end', () => {
    expect(fieldsOf('\ufeffname,city\r\n\r\n\nA,"B\nC"\r\rD,')).toEqual([
      ['name', 'city'],
      ['A', 'B\nC'],
      ['D', ''],
    ]);
    expect([...readCsv('a\r\n\r\n"b\r\nc"\nd', ',')].map(({ line }) => line)).toEqual([1, 3, 5]);
    expect(fieldsOf('')).toEqual([]);
    expect(fieldsOf('\ufeff\n')).toEqual([]);
  });

  it('takes a quote inside an unquoted field for text', () => {
    expect(fieldsOf('a,5" disk,"6"" disk"')).toEqual([['a', '5" disk', '6" disk']]);
  });

  it('names the line of what it can not read, and goes on behind it', () => {
    expect(problemsOf('a\n"b"c\nd')).toEqual(['2: Text follows the closing quote on line 2.']);
    expect(fieldsOf('a\n"b"c,e\nd')).toEqual([['a'], ['b', 'e'], ['d']]);
    expect(problemsOf('a\nb,"c\nd\n')).toEqual(['2: The quote opened on line 2 is never closed.']);
    expect(problemsOf(`a\n${'x'.repeat(longestFieldChars + 1)},b\nc`)).toEqual([
      '2: A field is longer than 16,384 characters; perhaps a closing quote is missing.',
    ]);
    expect(problemsOf(`a\n${','.repeat(5000)}\nc`)).toEqual(['2: There are more than 200 fields.']);
  });

  it('gives up a record that never ends, and goes on at the next line', () => {
    const long = 'x'.repeat(longestRecordChars);
    expect(problemsOf(`a\n"b\n${long}\nc`)).toEqual([
      '2: A field is longer than 16,384 characters; perhaps a closing quote is missing. Reading went on at line 4.',
    ]);
    expect(fieldsOf(`a\n"b\n${long}\nc`)).toEqual([['a'], [], ['c']]);
    expect(problemsOf(`a\n${','.repeat(longestRecordChars + 1)}\r\n"c`)).toEqual([
      '2: There are more than 200 fields. Reading went on at line 3.',
      '3: The quote opened on line 3 is never closed.',
    ]);
    expect(problemsOf(`a\n${'b,'.repeat(100)}"${'""'.repeat(longestRecordChars)}`)).toEqual([
      '2: A field is longer than 16,384 characters; perhaps a closing quote is missing. The rest of the file was passed over.',
    ]);
    // One that ends exactly there is whole.
    const wide = Array.from({ length: 16 }, () => 'x'.repeat(longestRecordChars / 16 - 1)).join(',');
    expect(problemsOf(`${wide}x\n${wide}xx\n${wide}`)).toEqual([
      expect.stringMatching(/^2: It is longer than 131,072 characters; .* Reading went on at line 3\.$/),
    ]);
  });

  it('tells the separator from the header', () => {
    expect(detectSeparator('name;city, country;tag:a\n')).toBe(';');
    expect(detectSeparator('name\tcity\n')).toBe('\t');
    expect(detectSeparator('"a;b;c;d",e\n')).toBe(',');
    expect(detectSeparator('name')).toBe(',');
    expect(detectSeparator('')).toBe(',');
  });
});
