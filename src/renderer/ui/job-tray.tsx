import './popover.css';
import { Popover } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { IconProgress } from './icons.ts';
import { Progress } from './progress.tsx';
import { Status } from './status.tsx';

export interface Job {
  readonly id: string;
  readonly title: string;
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly fraction?: number | undefined;
  readonly remaining?: string | undefined;
  /** While it runs: what is done and what cancelling keeps. Afterwards: the result, or why it failed. */
  readonly detail?: ReactNode;
  readonly onCancel?: (() => void) | undefined;
  /** Opens what it made, or where it failed. */
  readonly onOpen?: (() => void) | undefined;
}

export interface JobTrayProps {
  readonly jobs: readonly Job[];
  readonly onClearFinished: () => void;
}

const ended = {
  queued: { kind: 'idle', word: 'Waiting' },
  done: { kind: 'running', word: 'Done' },
  failed: { kind: 'failed', word: 'Failed' },
  cancelled: { kind: 'stopped', word: 'Cancelled' },
} as const;

/** Long work of this console: what runs, how far, and how it ended. */
export function JobTray({ jobs, onClearFinished }: JobTrayProps) {
  const [opened, setOpened] = useState(false);
  const running = jobs.filter((job) => job.state === 'running' || job.state === 'queued');
  const finished = jobs.length - running.length;
  const label = running.length === 0 ? 'Jobs, none running' : `Jobs, ${running.length} running`;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={400} trapFocus returnFocus>
      <Popover.Target>
        <IconButton
          icon={IconProgress}
          iconSize={18}
          label={label}
          count={running.length}
          countTone="accent"
          aria-expanded={opened}
          onClick={() => setOpened((value) => !value)}
        />
      </Popover.Target>
      <Popover.Dropdown className="hr-popover" aria-label="Jobs">
        <div className="hr-popover-head">
          <h2>Jobs</h2>
          {finished > 0 ? (
            <Button size="small" variant="quiet" onClick={onClearFinished}>
              Clear finished
            </Button>
          ) : null}
        </div>
        {jobs.length === 0 ? (
          <p className="hr-popover-empty">Nothing runs. Long work such as copying a layer is followed here.</p>
        ) : null}
        <ul className="hr-popover-list">
          {jobs.map((job) => (
            <li key={job.id}>{job.state === 'running' ? <Progress {...job} /> : <EndedJob job={job} />}</li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function EndedJob({ job }: { readonly job: Job }) {
  const { kind, word } = ended[job.state === 'running' ? 'queued' : job.state];
  return (
    <div className="col hr-tight">
      <div className="row">
        <span className="strong grow ellipsis">{job.title}</span>
        <Status kind={kind} label={word} />
      </div>
      <div className="row">
        <span className="small mid grow">{job.detail}</span>
        {job.onOpen ? (
          <Button size="small" onClick={job.onOpen}>
            Open
          </Button>
        ) : null}
        {job.state === 'queued' && job.onCancel ? (
          <Button size="small" onClick={job.onCancel}>
            Cancel
          </Button>
        ) : null}
      </div>
    </div>
  );
}
