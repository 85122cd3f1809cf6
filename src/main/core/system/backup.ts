import { existsSync, mkdirSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Actor } from '../../../shared/contract/index.ts';
import {
  type Attempt,
  type BackupOutcome,
  type CatalogTransaction,
  granted,
  type Kernel,
  type Result,
  refused,
} from '../kernel/index.ts';

const kind = 'catalog.backup';

interface Payload {
  path: string;
  /** What the caller wrote; null where core chose the name. */
  asked: string | null;
}

type Asked = { operationId: string; path: string };

/** Intends a backup; the journal carries it out, also when core is killed half-way. */
export function backupCatalog(
  kernel: Kernel,
  actor: Actor,
  input: { id: string; path?: string | undefined },
): Promise<Result<Asked>> {
  return kernel.write.run(actor, async ({ tx, nowMs, intend, record }) => {
    const asked = input.path === undefined ? null : input.path;
    const again = await sameRequest(tx, input.id, asked);
    if (again !== undefined) return again;
    const pending = await pendingPaths(tx);
    const path = asked === null ? freeName(join(dirname(kernel.catalog.path), 'backups'), nowMs, pending) : asked;
    const problem = whyNot(path, pending);
    if (problem !== undefined) return problem;
    const subject = { kind: 'catalog', id: 'catalog' };
    const payload: Payload = { path: resolve(path), asked };
    intend({
      id: input.id,
      kind,
      lane: 'catalog',
      subject,
      summary: `Back up the catalog to ${payload.path}`,
      payload: { ...payload },
      maximumAttempts: 3,
    });
    record({ command: 'catalog.backup', summary: `Asked for a backup to ${payload.path}`, subjects: [subject] });
    return granted({ operationId: input.id, path: payload.path });
  });
}

/** The answer may have been lost: the same request again is the same backup, and another one under its id is refused. */
async function sameRequest(
  tx: CatalogTransaction,
  id: string,
  asked: string | null,
): Promise<Result<Asked> | undefined> {
  const known = await tx.selectFrom('operation').select(['kind', 'payload']).where('id', '=', id).executeTakeFirst();
  if (known === undefined) return undefined;
  const taken = (field: string) =>
    refused({
      code: 'backup.id-taken',
      message: `There is an operation with this id already, and it differs in ${field}. Nothing was changed.`,
      whatToDo: 'To make another backup, repeat the request with a new id.',
      fields: { [field]: 'The operation with this id has another one.' },
    });
  if (known.kind !== kind) return taken('kind');
  const payload = JSON.parse(known.payload) as Payload;
  return payload.asked === asked ? granted({ operationId: id, path: payload.path }) : taken('path');
}

async function pendingPaths(tx: CatalogTransaction): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('operation')
    .select('payload')
    .where('kind', '=', kind)
    .where('state', 'in', ['queued', 'running'])
    .execute();
  return new Set(rows.map(({ payload }) => (JSON.parse(payload) as Payload).path));
}

function whyNot(path: string, pending: ReadonlySet<string>) {
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
  if (pending.has(resolve(path))) {
    return refused({
      code: 'backup.path-in-use',
      message: `A backup to ${path} is under way already.`,
      whatToDo: 'Choose another name, or wait for that one.',
      fields: { path: 'A backup to this file is under way.' },
    });
  }
  return undefined;
}

/** Named by the time; two of one second are told apart by a number. */
function freeName(folder: string, nowMs: number, pending: ReadonlySet<string>): string {
  const stamp = new Date(nowMs).toISOString().replace(/[-:]/g, '').replace(/\..*/, 'Z');
  const nameOf = (number: number) => join(folder, `headroom-${stamp}${number === 1 ? '' : `-${number}`}.db`);
  let number = 1;
  while (pending.has(nameOf(number)) || existsSync(nameOf(number))) number += 1;
  return nameOf(number);
}

export function carryOutBackups(kernel: Kernel): void {
  kernel.journal.handle(kind, async (operation, payload, signal): Promise<Attempt> => {
    const { path } = payload as Payload;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    let outcome: BackupOutcome | undefined;
    const started = kernel.jobs.start(
      {
        id: kernel.newId(),
        title: operation.summary,
        actor: operation.actor,
        cancelKeeps: 'No backup is kept.',
        route: '/activity/operations',
      },
      async (job) => {
        outcome = await kernel.catalog.backup(
          { path, operationId: operation.id },
          (fraction) => job.progress(fraction, `${Math.round(fraction * 100)} % of the pages copied`),
          AbortSignal.any([job.signal, signal]),
        );
        if (outcome === 'name-taken') throw new Error(`${path} is another file now. It was left as it is.`);
        return `Backed up to ${path}`;
      },
    );
    if (!started.ok) return { outcome: 'again', reason: started.refusal.message };
    const job = await kernel.jobs.ended(started.value.id);
    // Also when it was cancelled a moment too late.
    if (outcome === 'backed-up') return { outcome: 'done', note: path };
    const reason = job?.result ?? 'The backup did not end.';
    // Closing ends the job as well; that is no operator's wish, and it is carried out after the next start.
    if (signal.aborted) return { outcome: 'again', reason };
    if (job?.state === 'cancelled') return { outcome: 'failed', reason: 'Cancelled.' };
    return { outcome: outcome === 'name-taken' ? 'failed' : 'again', reason };
  });
}
