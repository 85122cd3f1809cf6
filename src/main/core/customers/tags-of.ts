import type { Subject } from '../../../shared/subject.ts';
import type { Kernel } from '../kernel/index.ts';

/** In the order of the keys, which is the order of the table's primary key: sorting again costs more than the read. */
export async function tagsOf(kernel: Kernel, { kind, id }: Subject): Promise<Record<string, string>> {
  const rows = await kernel.catalog.read(
    kernel.reader
      .selectFrom('tag')
      .select(['key', 'value'])
      .where('subjectId', '=', id)
      .where('subjectKind', '=', kind),
  );
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}
