import type { Job } from '../../shared/contract/index.ts';
import { formatSpan } from '../ui/format.ts';

/** Before this much is done or has passed, an estimate is a guess and is not shown. */
const leastFraction = 0.05;
const leastElapsedMs = 2000;

/** "about 40 s left", from how far it came in the time it had. */
export function jobRemaining(job: Pick<Job, 'state' | 'fraction' | 'startedAtMs'>, nowMs: number): string | undefined {
  const elapsedMs = nowMs - job.startedAtMs;
  if (job.state !== 'running' || job.fraction === null || job.fraction < leastFraction || elapsedMs < leastElapsedMs)
    return undefined;
  const leftMs = (elapsedMs / job.fraction) * (1 - job.fraction);
  return leftMs < 1000 ? 'about 1 s left' : `about ${formatSpan(Math.round(leftMs / 1000) * 1000)} left`;
}
