import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvLine } from '../../../../shared/csv.ts';
import { mustBeGranted } from '../testing/examples.ts';
import { openImportFile } from './import-file.ts';

const readBack = (csv: string) => [...mustBeGranted(openImportFile(csv)).pieces()].flatMap(({ rows }) => rows);

/** Texts as the contract keeps them: trimmed, on one line, not empty. */
const texts = fc
  .string({ unit: fc.constantFrom(...'=+-@\'",;ab0 \ufeffø') })
  .map((text) => text.trim())
  .filter((text) => text !== '');

it('reads back from an export what was written, without the apostrophes that keep a spreadsheet from running it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(texts, texts, texts), { minLength: 1, maxLength: 5 }), (table) => {
      const csv = csvLine(['Name', 'City', 'tag:note']) + table.map((cells) => csvLine(cells)).join('');
      const rows = readBack(csv);
      expect(rows.flatMap(({ errors }) => errors)).toEqual([]);
      expect(rows.map(({ name, columns, tags }) => [name, columns.city, tags['note']])).toEqual(table);
    }),
    { numRuns: 1000 },
  );
});

it.each([
  ["'=1+1", '=1+1'],
  ["'+47 22 33", '+47 22 33'],
  ["'-5", '-5'],
  ["'@sum", '@sum'],
  ["''=1", "'=1"],
  ["'t Hooft", "'t Hooft"],
  ["'", "'"],
])('reads %j as %j', (cell, name) => {
  expect(readBack(`name\n${cell}\n`)[0]?.name).toBe(name);
});

it('takes one apostrophe from notes that begin with a tab, too', () => {
  expect(readBack(`name,notes\nA,${csvLine(['\tindented']).trim()}\n`)[0]?.columns.notes).toBe('\tindented');
});
