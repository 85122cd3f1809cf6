import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { Actor } from '../../../shared/contract/index.ts';
import { type Attempt, granted, type Kernel, type Result, refused } from '../kernel/index.ts';

const kind = 'catalog.backup';

/** Intends a backup; the journal carries it out, also when core is killed half-way. */
export async function backupCatalog(
  kernel: Kernel,
  actor: Actor,
  input: { id: string; path?: string | undefined },
): Promise<Result<{ operationId: string; path: string }>> {
  const path =
    input.path ?? join(dirname(kernel.catalog.path), 'backups', `headroom-${stamp(kernel.clock.nowMs())}.db`);
  const again = await kernel.reader
    .selectFrom('operation')
    .select('payload')
    .where('id', '=', input.id)
    .executeTakeFirst();
  if (again !== undefined)
    return granted({ operationId: input.id, path: (JSON.parse(again.payload) as { path: string }).path });
  if (!isAbsolute(path)) {
    return refused({
      code: 'backup.path-not-absolute',
      message: `${path} is not a whole path, so it is unclear where the backup would go.`,
      whatToDo: 'Write the path from the root, such as /var/backups/headroom.db.',
      fields: { path: 'Write the whole path.' },
    });
  }
  if (existsSync(path)) {
    return refused({
      code: 'backup.file-exists',
      message: `${path} exists already. A backup never overwrites a file.`,
      whatToDo: 'Choose another name, or move that file away.',
      fields: { path: 'This file exists.' },
    });
  }
  return kernel.write.run(actor, async ({ intend, record }) => {
    const subject = { kind: 'catalog', id: 'catalog' };
    intend({
      id: input.id,
      kind,
      lane: 'catalog',
      subject,
      summary: `Back up the catalog to ${path}`,
      payload: { path },
      maximumAttempts: 3,
    });
    record({ command: 'catalog.backup', summary: `Asked for a backup to ${path}`, subjects: [subject] });
    return granted({ operationId: input.id, path });
  });
}

const stamp = (nowMs: number) => new Date(nowMs).toISOString().replace(/[-:]/g, '').replace(/\..*/, 'Z');

export function carryOutBackups(kernel: Kernel): void {
  kernel.journal.handle(kind, async (operation, payload, signal): Promise<Attempt> => {
    const { path } = payload as { path: string };
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // Written under another name and renamed when whole: a file of this name is an earlier attempt that succeeded.
    if (existsSync(path)) return { outcome: 'done', note: path };
    const started = kernel.jobs.start(
      {
        id: kernel.newId(),
        title: operation.summary,
        actor: operation.actor,
        cancelKeeps: 'No backup is kept.',
        route: '/activity/operations',
      },
      async (job) => {
        const either = AbortSignal.any([job.signal, signal]);
        try {
          await kernel.catalog.backup(
            path,
            (fraction) => job.progress(fraction, `${Math.round(fraction * 100)} % of the pages copied`),
            either,
          );
        } catch (error) {
          rmSync(`${path}.partial`, { force: true });
          throw error;
        }
        return `Backed up to ${path}`;
      },
    );
    if (!started.ok) return { outcome: 'again', reason: started.refusal.message };
    const job = await kernel.jobs.ended(started.value.id);
    if (job?.state === 'done') return { outcome: 'done', note: path };
    return job?.state === 'cancelled'
      ? { outcome: 'failed', reason: 'Cancelled.' }
      : { outcome: 'again', reason: job?.result ?? 'The backup did not end.' };
  });
}
