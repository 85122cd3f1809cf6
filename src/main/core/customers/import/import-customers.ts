import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Actor, contract } from '../../../../shared/contract/index.ts';
import type { Refusal } from '../../../../shared/refusal.ts';
import { granted, type JobHandle, type Kernel, type Result } from '../../kernel/index.ts';
import type { Input } from '../model.ts';
import { applyRows } from './apply-rows.ts';
import { type ImportFile, openImportFile } from './import-file.ts';
import { type ImportCounts, importDecision, importNotification, inSentence, refusalsNamed } from './import-report.ts';
import { Claims } from './plan-row.ts';
import { planRows } from './plan-rows.ts';

/**
 * Imports a CSV file as a job, some rows a transaction. It is harmless to run again: what it made is recognised
 * and found unchanged, so after a cancel or a crash the same file simply goes on.
 */
export async function importCustomers(
  kernel: Kernel,
  actor: Actor,
  input: Input<typeof contract.customers.import>,
): Promise<Result<{ jobId: string }>> {
  const file = openImportFile(input.csv);
  if (!file.ok) return file;
  const job = kernel.jobs.start(
    {
      id: input.id,
      title: 'Import customers',
      actor,
      cancelKeeps: 'The rows imported so far stay.',
      route: '/customers',
      // Another file under the id of a job that is known would never be read.
      digest: digestOf(input),
    },
    (handle) => importRows(kernel, actor, file.value, input.updateExisting, handle),
  );
  return job.ok ? granted({ jobId: job.value.id }) : job;
}

const digestOf = ({ csv, updateExisting }: { csv: string; updateExisting: boolean }): string =>
  createHash('sha256')
    .update(updateExisting ? 'update ' : 'create ')
    .update(csv)
    .digest('hex');

async function importRows(
  kernel: Kernel,
  actor: Actor,
  file: ImportFile,
  updateExisting: boolean,
  handle: JobHandle,
): Promise<string> {
  const counts: ImportCounts = { created: 0, updated: 0, unchanged: 0, refused: 0 };
  const refusals: string[] = [];
  const claims = new Claims();
  const job = { kind: 'job', id: handle.id };
  let stopped: Refusal | 'cancelled' | undefined;
  for (const { rows, fraction } of file.pieces()) {
    if (handle.signal.aborted) stopped = 'cancelled';
    if (stopped !== undefined) break;
    const written = await kernel.write.run(actor, async (unit) => {
      const plans = await planRows(unit.tx, rows, claims, updateExisting);
      await applyRows(unit, plans, job);
      return granted(plans);
    });
    if (!written.ok) {
      stopped = written.refusal;
      break;
    }
    for (const plan of written.value) {
      if (plan.action === 'create') counts.created += 1;
      else if (plan.action === 'update') counts.updated += 1;
      else counts[plan.action] += 1;
      if (plan.action === 'refused' && refusals.length < refusalsNamed) {
        refusals.push(
          `Line ${plan.row.line}: ${plan.errors.map(({ column, message }) => `${column} ${message}`.trim()).join(' ')}`,
        );
      }
    }
    handle.progress(fraction, inSentence(counts));
    await setImmediate();
  }
  const outcome = { counts, refusals, stopped };
  await kernel.write.run(actor, async ({ decide, notify, record }) => {
    decide(importDecision(outcome, { updateExisting }, [job]));
    notify(importNotification(outcome));
    record({
      command: 'customer.import-end',
      summary: `Imported a file of customers: ${inSentence(counts)}`,
      subjects: [job],
    });
    return granted(undefined);
  });
  if (stopped !== undefined && stopped !== 'cancelled')
    throw new Error(`${stopped.message} Before that: ${inSentence(counts)}.`);
  return `${inSentence(counts)}.`;
}
