import { CompiledQuery } from 'kysely';
import type { Subject } from '../../../shared/subject.ts';
import type { Kernel } from '../kernel/index.ts';

/** Asked for every resource that is shown, so written out; bench `rpc`. The primary key gives the order of the keys. */
const statement = 'select key, value from tag where "subjectId" = ? and "subjectKind" = ?';

export async function tagsOf(kernel: Kernel, { kind, id }: Subject): Promise<Record<string, string>> {
  const rows = await kernel.catalog.read(
    CompiledQuery.raw(statement, [id, kind]) as CompiledQuery<{ key: string; value: string }>,
  );
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}
