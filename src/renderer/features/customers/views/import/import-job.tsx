import { IconCheck } from '../../../../ui/icons.ts';
import { Button, EmptyState, Note, Panel, Progress } from '../../../../ui/index.ts';
import { orRefusal, useCustomerTools } from '../../actions/tools.ts';
import { paths } from '../../data/paths.ts';
import { useJob } from '../../data/queries.ts';
import { Surface } from '../surface.tsx';

interface ImportJobProps {
  readonly jobId: string;
  readonly fileName: string;
  readonly onAnother: () => void;
}

/** How far the import is, and how it ended. It goes on by itself: the job tray shows it from every page. */
export function ImportJob({ jobId, fileName, onAnother }: ImportJobProps) {
  const { client, go } = useCustomerTools();
  const job = useJob(jobId).data;
  const buttons = (
    <>
      <Button variant="primary" onClick={() => go(paths.list)}>
        See the customers
      </Button>
      <Button onClick={onAnother}>Import another file</Button>
    </>
  );
  if (job === undefined || job.state === 'running') {
    return (
      <Panel title={fileName} meta="you can leave this page; the job goes on">
        <Progress
          title="Importing customers"
          fraction={job?.fraction ?? undefined}
          detail={[job?.detail, job?.cancelKeeps === null ? undefined : `Cancelling: ${job?.cancelKeeps ?? ''}`]
            .filter(Boolean)
            .join('. ')}
          onCancel={() => void orRefusal(client.jobs.cancel({ id: jobId }))}
        />
      </Panel>
    );
  }
  if (job.state === 'done') {
    return (
      <Surface title="Imported">
        <EmptyState icon={IconCheck} title={`${fileName} is imported`} actions={buttons}>
          {job.result} Each customer has it in its history.
        </EmptyState>
      </Surface>
    );
  }
  return (
    <Note
      tone={job.state === 'failed' ? 'critical' : 'caution'}
      role="alert"
      title={job.state === 'failed' ? 'The import stopped early' : 'The import was cancelled'}
      actions={buttons}
    >
      <p className="small">
        {job.result ?? job.detail} {job.cancelKeeps}
      </p>
    </Note>
  );
}
