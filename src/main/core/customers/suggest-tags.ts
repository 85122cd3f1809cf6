import './tables.ts';
import { sql } from 'kysely';
import type { contract } from '../../../shared/contract/index.ts';
import { type Kernel, likePattern } from '../kernel/index.ts';
import type { Input } from './model.ts';

/** Keys in use or, given a key, its values: most used first, so that people write one thing one way. */
export function suggestTags(
  kernel: Kernel,
  { key, prefix, limit }: Input<typeof contract.tags.suggest>,
): Promise<{ text: string; count: number }[]> {
  const column = key === undefined ? 'key' : 'value';
  let query = kernel.reader
    .selectFrom('tag')
    .select((select) => [`${column} as text` as const, select.fn.countAll<number>().as('count')])
    .groupBy(column)
    .orderBy('count', 'desc')
    .orderBy(column)
    .limit(limit);
  if (key !== undefined) query = query.where('key', '=', key).where('value', '<>', '');
  if (prefix !== '')
    query = query.where(sql<boolean>`${sql.ref(column)} like ${likePattern(prefix).slice(1)} escape '\\'`);
  return query.execute();
}
