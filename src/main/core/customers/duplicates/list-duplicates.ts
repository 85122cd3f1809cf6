import '../tables.ts';
import { setImmediate } from 'node:timers/promises';
import { type DuplicatePair, maximumDuplicates } from '../../../../shared/contract/index.ts';
import type { CatalogReader, Kernel } from '../../kernel/index.ts';
import { type SummaryRow, summaryColumns, toSummaries } from '../store.ts';
import { CandidatePairs } from './candidate-pairs.ts';
import { sharedRun } from './shared-run.ts';

const rowsATurn = 250;

/** Pairs of active customers that look like one, likeliest first. */
export async function listDuplicates(kernel: Kernel, { limit }: { limit: number }): Promise<DuplicatePair[]> {
  return (await allDuplicates(kernel)).slice(0, limit);
}

const allDuplicates = sharedRun(async (kernel): Promise<DuplicatePair[]> => {
  const pairs = new CandidatePairs<DuplicateRow>(maximumDuplicates);
  for await (const rows of activeByName(kernel.reader)) for (const row of rows) pairs.add(row);
  const likeliest = pairs.likeliest();
  const summaries = await toSummaries(
    kernel.reader,
    likeliest.flatMap(({ first, second }) => [first, second]),
  );
  return likeliest.flatMap(({ likeness, reasons }, index) => {
    const first = summaries[2 * index];
    const second = summaries[2 * index + 1];
    return first === undefined || second === undefined ? [] : [{ first, second, likeness, reasons }];
  });
});

type DuplicateRow = SummaryRow & { taxId: string; invoiceEmail: string; nameKey: string };

/** All of them in the order of the name index, a piece at a time with a pause between, so that core goes on serving. */
async function* activeByName(reader: CatalogReader): AsyncGenerator<DuplicateRow[]> {
  let after = '';
  for (;;) {
    const rows = await reader
      .selectFrom('customer')
      .select([...summaryColumns, 'taxId', 'invoiceEmail', 'nameKey'])
      .where('state', '=', 'active')
      // Names of active customers are unique, so the key alone says where to go on.
      .where('nameKey', '>', after)
      .orderBy('nameKey')
      .limit(rowsATurn)
      .execute();
    if (rows.length > 0) yield rows;
    if (rows.length < rowsATurn) return;
    after = rows.at(-1)?.nameKey ?? after;
    await setImmediate();
  }
}
