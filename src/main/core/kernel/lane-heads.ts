import { sql } from 'kysely';
import type { CatalogReader } from './catalog.ts';
import type { OperationRow } from './journal.ts';

/** In the very words of the partial index, as literals: only so does SQLite take it. */
const pending = sql`state not in ('done', 'failed')`;

/** An operation waits no longer than this by design; one that says more was written under a clock that has been set back since. */
export const longestDelayMs = 5 * 60_000;

export const isDue = (row: OperationRow, nowMs: number): boolean =>
  (row.nextAttemptAtMs ?? 0) <= nowMs || (row.nextAttemptAtMs ?? 0) - nowMs > longestDelayMs;

/**
 * The oldest pending operation of each lane, where it is queued: those that are due first, oldest first, then those to
 * come in order of their time. It steps from lane to lane through the index, so a lane costs the same however many wait
 * in it, and what waits behind a head is never seen before the head has ended.
 */
export const laneHeads = (nowMs: number, limit: number) => sql<OperationRow>`
  with recursive lanes (lane) as (
    select min(lane) from operation where ${pending}
    union all
    select (select min(lane) from operation where ${pending} and lane > lanes.lane)
    from lanes where lanes.lane is not null
  )
  select head.* from lanes
  join operation head on head.sequence = (select min(sequence) from operation where ${pending} and lane = lanes.lane)
  where head.state = 'queued'
  order by
    case
      when head."nextAttemptAtMs" is null or head."nextAttemptAtMs" <= ${nowMs} then 0
      when head."nextAttemptAtMs" - ${nowMs} > ${longestDelayMs} then 0
      else head."nextAttemptAtMs"
    end,
    head.sequence
  limit ${limit}`;

/** Whether nothing older of its lane is pending; for the claim, since what was read may have changed. */
export const isHead = ({ lane, sequence }: OperationRow) =>
  sql<boolean>`not exists (select 1 from operation where ${pending} and lane = ${lane} and sequence < ${sequence})`;

export const readLaneHeads = async (reader: CatalogReader, nowMs: number, limit: number): Promise<OperationRow[]> =>
  (await laneHeads(nowMs, limit).execute(reader)).rows;
