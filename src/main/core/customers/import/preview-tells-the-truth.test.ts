import fc from 'fast-check';
import { expect, it } from 'vitest';
import { granted } from '../../kernel/index.ts';
import { temporaryKernel, testActor } from '../../testing/temporary-core.ts';
import { mustBeGranted } from '../testing/examples.ts';
import { catalogOf, preview, runImport } from '../testing/imports.ts';
import { applyRows } from './apply-rows.ts';
import { openImportFile } from './import-file.ts';
import { Claims } from './plan-row.ts';
import { planRows } from './plan-rows.ts';

/** Small worlds, so that rows meet: few names and references, each in several spellings. */
const names = fc.constantFrom('Ada', 'ADA', 'Bo', 'Cy', 'Di', 'Ed', '');
const references = fc.constantFrom('', '', 'R1', 'R2', 'R3');
const row = fc.tuple(names, references, fc.constantFrom('', 'Oslo', 'Bergen'), fc.constantFrom('', 'a', 'b'));
const csvOf = (rows: readonly (readonly string[])[]) =>
  ['name,reference,city,tag:t', ...rows.map((cells) => cells.join(','))].join('\n');

it('does exactly what its preview said, line by line, and nothing when it runs again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 6 }),
      fc.array(row, { minLength: 3, maxLength: 12 }),
      fc.boolean(),
      async (before, rows, updateExisting) => {
        await using core = temporaryKernel();
        await runImport(core.kernel, csvOf(before));
        const csv = csvOf(rows);
        const previewed = await preview(core.kernel, csv, updateExisting);
        const held = await catalogOf(core.kernel);
        const job = await runImport(core.kernel, csv, updateExisting);
        const { create, update, unchanged, refused } = previewed.counts;
        expect(job?.result).toBe(`${create} created, ${update} updated, ${unchanged} unchanged, ${refused} refused.`);
        const after = await catalogOf(core.kernel);
        expect(after.customers.length).toBe(held.customers.length + create);
        // Whatever was taken is found unchanged afterwards: no row says one thing in a preview and does another.
        const accepted = csvOf(rows.filter((_, index) => previewed.rows[index]?.action !== 'refused'));
        const again = await preview(core.kernel, accepted, false);
        expect(again.counts).toEqual({ create: 0, update: 0, unchanged: create + update + unchanged, refused: 0 });
      },
    ),
    { numRuns: 20 },
  );
});

it('plans a line the same whether the lines before it were carried out already or not', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 6 }),
      fc.array(row, { minLength: 3, maxLength: 12 }),
      async (before, rows) => {
        await using core = temporaryKernel();
        await runImport(core.kernel, csvOf(before));
        const csv = csvOf(rows);
        const atOnce = (await preview(core.kernel, csv)).rows.map(({ line, action }) => `${line} ${action}`);
        const oneByOne: string[] = [];
        const claims = new Claims();
        for (const { rows: read } of mustBeGranted(openImportFile(csv)).pieces()) {
          for (const one of read) {
            const result = await core.kernel.write.run(testActor, async (unit) => {
              const plans = await planRows(unit.tx, [one], claims, true);
              await applyRows(unit, plans, { kind: 'job', id: 'one-by-one' });
              return granted(plans);
            });
            for (const plan of mustBeGranted(result)) oneByOne.push(`${plan.row.line} ${plan.action}`);
          }
        }
        expect(oneByOne).toEqual(atOnce);
      },
    ),
    { numRuns: 20 },
  );
});
