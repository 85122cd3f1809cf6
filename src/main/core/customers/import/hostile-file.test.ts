import { expect, it } from 'vitest';
import { maximumImportBytes } from '../../../../shared/contract/index.ts';
import { temporaryKernel } from '../../testing/temporary-core.ts';
import { mustBeGranted } from '../testing/examples.ts';
import { fastestMs } from '../testing/fastest.ts';
import { preview } from '../testing/imports.ts';
import { openImportFile } from './import-file.ts';
import { previewImport } from './preview-import.ts';

/** The time between two of which nobody notices that core was busy. */
const longestPieceMs = 50;
const chars = maximumImportBytes - 100;
const filled = (unit: string) => unit.repeat(Math.floor(chars / unit.length));

/** Each as the first line of the file, and below a header that is in order. */
const hostile = {
  'doubled quotes in one that never ends': `"${filled('""')}`,
  commas: filled(','),
  'commas and quotes': filled('"",'),
  'quotes that open on every line': filled('"\n'),
  'a quote that is never closed': `"${filled('x')}`,
  'one endless cell': filled('x'),
  'rows as wide as can be': filled(`${'a,'.repeat(199)}\n`).slice(0, 1_000_000),
  'rows of one character': filled('x\n').slice(0, 40_000),
  'accents without a letter': filled('\u0301\u0323,'),
  'line ends': '\n'.repeat(240_000),
  'far too many line ends': filled('\r\n'),
  'carriage returns only': filled('\r'),
};
const header = `name,${Array.from({ length: 190 }, (_, index) => `tag:t${index}`).join(',')}\n`;

function pieceTimesMs(csv: string): number[] {
  const pieces = mustBeGranted(openImportFile(csv)).pieces();
  const times: number[] = [];
  for (let ended = false; !ended; ) {
    const startedAtMs = performance.now();
    ended = pieces.next().done === true;
    times.push(performance.now() - startedAtMs);
  }
  return times;
}

it.each(Object.entries(hostile))(
  'opens a file of %s, and reads each of its pieces, without a long stall',
  (_, text) => {
    for (const csv of [text, header + text]) {
      expect(fastestMs(() => openImportFile(csv), 3)).toBeLessThan(longestPieceMs);
      const file = openImportFile(csv);
      if (!file.ok) continue;
      const runs = [1, 2, 3].map(() => pieceTimesMs(csv));
      // The same piece is the same work in each run; what differs is how busy the machine was.
      const fastest = runs[0]?.map((_, piece) => Math.min(...runs.map((times) => times[piece] ?? 0))) ?? [];
      expect(fastest.filter((ms) => ms >= longestPieceMs)).toEqual([]);
    }
  },
);

it('previews such a file to its end, counting what it gave up as refused', async () => {
  await using core = temporaryKernel();
  const csv = `name,city\nA,Oslo\n"${hostile.commas}\nB,Bergen\n`;
  const { counts, rows } = await preview(core.kernel, csv);
  expect(counts).toMatchObject({ create: 2, refused: 1 });
  expect(rows.map(({ line, name }) => `${line} ${name}`)).toEqual(['2 A', '3 ', '4 B']);
  expect(await previewImport(core.kernel, { csv: hostile.commas, updateExisting: false })).toMatchObject({
    ok: false,
    refusal: { code: 'import.bad-header', message: expect.stringContaining('more than 200 fields') },
  });
});
