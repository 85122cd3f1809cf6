import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../core/index.ts';
import { Panel, Progress } from '../../ui/index.ts';

/** What runs now. Ended jobs are in the tray. */
export function JobsPanel() {
  const client = useClient();
  const { data } = useQuery({ queryKey: ['jobs'], queryFn: ({ signal }) => client.jobs.list(undefined, { signal }) });
  const running = (data ?? []).filter((job) => job.state === 'running');
  return (
    <Panel title="Running jobs" {...(running.length > 0 ? { meta: `${running.length} running` } : {})}>
      {running.length === 0 ? (
        <p className="mid">No job runs. Imports, exports and backups are followed here.</p>
      ) : (
        <ul className="overview-jobs">
          {running.map((job) => (
            <li key={job.id}>
              <Progress title={job.title} fraction={job.fraction ?? undefined} detail={job.detail} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
