import type { Actor, Operation } from '../../../shared/contract/index.ts';
import { toOperation } from './journal.ts';
import { granted, type Result, refused } from './result.ts';
import type { WritePath } from './write-path.ts';

export const retryOperation = (write: WritePath, actor: Actor, id: string): Promise<Result<Operation>> =>
  write.run<Operation>(actor, async ({ tx, nowMs, record, publish }) => {
    const row = await tx.selectFrom('operation').selectAll().where('id', '=', id).executeTakeFirst();
    if (row === undefined) {
      return refused({
        code: 'operation.unknown',
        message: 'There is no such operation.',
        whatToDo: 'Reload the list.',
      });
    }
    if (row.state !== 'failed') {
      return refused({
        code: 'operation.not-failed',
        message: `${row.summary} is ${row.state}, so there is nothing to retry.`,
        whatToDo: row.state === 'done' ? 'Nothing needs doing.' : 'Wait for it to end.',
      });
    }
    const change = { state: 'queued', attempts: 0, nextAttemptAtMs: nowMs, updatedAtMs: nowMs };
    await tx.updateTable('operation').set(change).where('id', '=', id).execute();
    record({
      command: 'operation.retry',
      summary: `Retried: ${row.summary}`,
      subjects: [
        { kind: 'operation', id },
        { kind: row.subjectKind, id: row.subjectId },
      ],
    });
    publish({ topic: 'operations', change: 'updated', subject: { kind: 'operation', id } });
    return granted(toOperation({ ...row, ...change }));
  });
