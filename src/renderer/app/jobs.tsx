import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Job } from '../../shared/contract/index.ts';
import { explain, useClient } from '../core/index.ts';
import { JobTray, toast } from '../ui/index.ts';
import { jobRemaining } from './job-remaining.ts';

export function useJobs(): readonly Job[] {
  const client = useClient();
  const query = useQuery({ queryKey: ['jobs'], queryFn: ({ signal }) => client.jobs.list(undefined, { signal }) });
  return query.data ?? none;
}
const none: readonly Job[] = [];

/** The tray: core's jobs, with the ended ones that this window has put away left out. */
export function Jobs() {
  const client = useClient();
  const navigate = useNavigate();
  const jobs = useJobs();
  const [away, setAway] = useState<ReadonlySet<string>>(new Set());
  const cancel = useMutation({
    mutationFn: (job: Job) => client.jobs.cancel({ id: job.id }),
    onError: (error, job) => toast({ title: `${job.title} was not cancelled`, detail: explain(error), kind: 'failed' }),
  });
  useEndsTold(jobs);
  const shown = jobs.filter((job) => job.state === 'running' || !away.has(job.id));
  return (
    <JobTray
      jobs={shown.map((job) => ({
        id: job.id,
        title: job.title,
        state: job.state,
        fraction: job.fraction ?? undefined,
        remaining: jobRemaining(job, Date.now()),
        detail: detailOf(job),
        onCancel: job.cancelKeeps === null ? undefined : () => cancel.mutate(job),
        onOpen: job.route === null ? undefined : () => void navigate({ to: job.route ?? '/' }),
      }))}
      onClearFinished={() => setAway(new Set(jobs.filter((job) => job.state !== 'running').map((job) => job.id)))}
    />
  );
}

const detailOf = (job: Job): string =>
  job.state === 'running'
    ? [job.detail, job.cancelKeeps === null ? undefined : `Cancelling: ${job.cancelKeeps}`].filter(Boolean).join('. ')
    : (job.result ?? '');

/** A job that was seen running and has ended is told once, wherever the operator is by then. */
function useEndsTold(jobs: readonly Job[]): void {
  const running = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    for (const job of jobs) {
      if (job.state === 'running' || !running.current.has(job.id)) continue;
      if (job.state === 'done') toast({ title: job.title, detail: job.result ?? 'Done.' });
      if (job.state === 'failed') toast({ title: `${job.title}: failed`, detail: job.result ?? '', kind: 'failed' });
      if (job.state === 'cancelled')
        toast({ title: `${job.title}: cancelled`, detail: job.result ?? '', kind: 'attention' });
    }
    running.current = new Set(jobs.filter((job) => job.state === 'running').map((job) => job.id));
  }, [jobs]);
}
