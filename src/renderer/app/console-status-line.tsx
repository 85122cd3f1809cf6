import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import type { SystemInfo } from '../../shared/contract/index.ts';
import { useConnection, useConnectionState } from '../core/index.ts';
import { formatCount, formatSpan, formatTime, Status, StatusLine, type StatusLineItem } from '../ui/index.ts';
import { useJobs } from './jobs.tsx';
import { useNow } from './use-now.ts';
import { useSystemInfo } from './use-system-info.ts';

/** Whether what is shown can be believed: the connection, the catalog, the age of the data, and what runs. */
export function ConsoleStatusLine() {
  const info = useSystemInfo();
  const running = useJobs().filter((job) => job.state === 'running');
  const job = running[0];
  const right: StatusLineItem[] = [];
  if (job !== undefined) {
    const far = job.fraction === null ? '' : `, ${Math.round(job.fraction * 100)} %`;
    const more = running.length > 1 ? `, and ${formatCount(running.length - 1)} more` : '';
    right.push({ id: 'job', content: `Job: ${job.title}${far}${more}` });
  }
  if (info !== undefined) right.push({ id: 'version', content: `Headroom ${info.version}` });
  return (
    <StatusLine
      left={[
        { id: 'core', content: <CoreState /> },
        { id: 'catalog', content: <Integrity state={info?.catalog.integrity} /> },
        { id: 'age', content: <DataAge /> },
      ]}
      right={right}
    />
  );
}

function CoreState() {
  const connection = useConnection();
  const state = useConnectionState();
  if (state.kind === 'connected') return <Status kind="running" label="Core connected" />;
  if (state.kind !== 'lost') return <Status kind="working" label="Connecting to core" />;
  return (
    <span className="row">
      <Status kind="unreachable" label={`Core lost since ${formatTime(state.sinceMs)}`} />
      <button type="button" className="app-foot-button" onClick={() => connection.retryNow()}>
        Retry now
      </button>
    </span>
  );
}

function Integrity({ state }: { readonly state: SystemInfo['catalog']['integrity'] | undefined }) {
  if (state === undefined) return 'Catalog not read yet';
  if (state === 'sound') return 'Catalog sound';
  if (state === 'checking') return <Status kind="working" label="Checking the catalog" />;
  return (
    <a href="#/settings/catalog">
      {state === 'damaged' ? (
        <Status kind="failed" label="Catalog damaged" />
      ) : (
        <Status kind="attention" label="Catalog not checked" />
      )}
    </a>
  );
}

/** While connected the feed keeps answers fresh, so the last read is the last change; after a loss its age counts. */
function DataAge() {
  const readAtMs = useLastReadMs();
  const lost = useConnectionState().kind === 'lost';
  const nowMs = useNow();
  if (readAtMs === 0) return 'No data yet';
  if (lost) return `Data of ${formatTime(readAtMs)}, ${formatSpan(Math.floor((nowMs - readAtMs) / 1000) * 1000)} old`;
  return `Data current, last read ${formatTime(readAtMs)}`;
}

function useLastReadMs(): number {
  const cache = useQueryClient().getQueryCache();
  const subscribe = useCallback((listener: () => void) => cache.subscribe(listener), [cache]);
  return useSyncExternalStore(subscribe, () =>
    cache.getAll().reduce((last, query) => Math.max(last, query.state.dataUpdatedAt), 0),
  );
}
