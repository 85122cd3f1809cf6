import type { ImportPreview, Job } from '../../../../shared/contract/index.ts';
import type { Kernel } from '../../kernel/index.ts';
import { importCustomers } from '../import/import-customers.ts';
import { previewImport } from '../import/preview-import.ts';
import { customerColumns } from '../model.ts';
import { makeId, mustBeGranted, operator } from './examples.ts';

export const preview = async (kernel: Kernel, csv: string, updateExisting = true): Promise<ImportPreview> =>
  mustBeGranted(await previewImport(kernel, { csv, updateExisting }));

/** Runs the job to its end. */
export async function runImport(kernel: Kernel, csv: string, updateExisting = true): Promise<Job | undefined> {
  const { jobId } = mustBeGranted(await importCustomers(kernel, operator, { id: makeId(), csv, updateExisting }));
  return await kernel.jobs.ended(jobId);
}

/** All that an import can change, without ids and times. */
export const catalogOf = async (kernel: Kernel) => ({
  customers: await kernel.reader
    .selectFrom('customer')
    .select([...customerColumns, 'state', 'revision'])
    .orderBy('nameKey')
    .execute(),
  tags: await kernel.reader
    .selectFrom('tag')
    .innerJoin('customer', 'customer.id', 'tag.subjectId')
    .select(['nameKey', 'key', 'value'])
    .orderBy('nameKey')
    .orderBy('key')
    .execute(),
});
