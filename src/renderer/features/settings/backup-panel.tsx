import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Job, Operation } from '../../../shared/contract/index.ts';
import { explain, newId, refusalOf, useClient } from '../../core/index.ts';
import { IconDatabase } from '../../ui/icons.ts';
import {
  Button,
  Form,
  formatDate,
  formatTime,
  Panel,
  Progress,
  Status,
  type StatusKind,
  TextField,
  toast,
} from '../../ui/index.ts';

const states: Record<Operation['state'], { readonly kind: StatusKind; readonly word: string }> = {
  queued: { kind: 'idle', word: 'Waiting' },
  running: { kind: 'working', word: 'Copying' },
  done: { kind: 'running', word: 'Done' },
  failed: { kind: 'failed', word: 'Failed' },
};

/** Copies the catalog while it is in use. The copy is an operation: it is carried out also when core is stopped in between. */
export function BackupPanel() {
  const client = useClient();
  const [path, setPath] = useState('');
  const [refusals, setRefusals] = useState(0);
  const [problem, setProblem] = useState<string>();
  const backups = useQuery({
    queryKey: ['operations', 'catalog'],
    queryFn: ({ signal }) =>
      client.operations.list({ subjectKind: 'catalog', subjectId: 'catalog', limit: 10 }, { signal }),
  });
  const jobs = useQuery({ queryKey: ['jobs'], queryFn: ({ signal }) => client.jobs.list(undefined, { signal }) });
  const start = useMutation({
    mutationFn: () => client.system.backup({ id: newId(), ...(path.trim() === '' ? {} : { path: path.trim() }) }),
    onSuccess: () => {
      setPath('');
      setProblem(undefined);
    },
    onError: (error) => {
      setProblem(refusalOf(error)?.message ?? explain(error));
      setRefusals((count) => count + 1);
    },
  });
  return (
    <Panel title="Backups" meta="taken while you work; a file is never overwritten">
      <Form
        label="Back up"
        refusals={refusals}
        onSubmit={() => start.mutate()}
        buttons={
          <Button type="submit" variant="primary" icon={IconDatabase} disabled={start.isPending}>
            Back up now
          </Button>
        }
      >
        <TextField
          label="File"
          placeholder="In backups beside the catalog, named by the time"
          hint="On the machine where core runs. Write the whole path, such as /var/backups/headroom.db, or leave it empty."
          value={path}
          spellCheck={false}
          autoComplete="off"
          error={problem}
          onChange={(event) => {
            setPath(event.currentTarget.value);
            setProblem(undefined);
          }}
        />
      </Form>
      <section className="settings-taken" aria-label="Backups so far">
        <h3>So far</h3>
        <BackupList operations={backups.data?.operations} jobs={jobs.data ?? []} />
      </section>
    </Panel>
  );
}

function BackupList(props: { readonly operations: readonly Operation[] | undefined; readonly jobs: readonly Job[] }) {
  const client = useClient();
  const backups = props.operations?.filter(({ kind }) => kind === 'catalog.backup');
  if (backups === undefined) return null;
  if (backups.length === 0) return <p className="small dim">No backup of this catalog was asked for yet.</p>;
  const cancel = (job: Job) =>
    client.jobs
      .cancel({ id: job.id })
      .catch((error: unknown) => toast({ title: 'It was not cancelled', detail: explain(error), kind: 'failed' }));
  return (
    <ul className="settings-backups" aria-label="Backups, newest first">
      {backups.map((operation) => {
        const { kind, word } = states[operation.state];
        // The job is named after the operation that it carries out.
        const job = props.jobs.find(({ state, title }) => state === 'running' && title === operation.summary);
        return (
          <li key={operation.id}>
            <Status kind={kind} label={word} />
            <span className="mono ellipsis" title={operation.summary}>
              {operation.reason ?? operation.summary}
            </span>
            <span className="small dim num nowrap">
              {formatDate(operation.updatedAtMs, Date.now())}, {formatTime(operation.updatedAtMs)}
            </span>
            {job === undefined ? null : (
              <Progress
                title={job.title}
                fraction={job.fraction ?? undefined}
                detail={`${job.detail}. Cancelling: ${job.cancelKeeps ?? 'not possible.'}`}
                {...(job.cancelKeeps === null ? {} : { onCancel: () => void cancel(job) })}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
