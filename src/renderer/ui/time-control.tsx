import './time-control.css';
import { Popover } from '@mantine/core';
import { useState } from 'react';
import { Button } from './button.tsx';
import { TextField } from './fields.tsx';
import { formatMoment, fromLocalInput, toLocalInput } from './format.ts';
import { IconButton } from './icon-button.tsx';
import { IconChevronLeft, IconChevronRight } from './icons.ts';
import { SegmentedControl } from './segmented-control.tsx';
import { StatusShape } from './status-shape.tsx';

export type TimeMode = 'live' | 'past' | 'ahead';

export interface TimeControlProps {
  readonly mode: TimeMode;
  readonly nowMs: number;
  /** The moment shown; equal to now while live. */
  readonly atMs: number;
  readonly onChange: (mode: TimeMode, atMs: number) => void;
  /** IANA name; the machine's own unless given. */
  readonly timeZone?: string;
}

const hourMs = 3_600_000;
const words: Record<TimeMode, string> = { live: 'Live', past: 'Past', ahead: 'Ahead' };
const meaning: Record<TimeMode, string> = {
  live: 'Figures are measured now.',
  past: 'Figures are those measured at that moment.',
  ahead: 'Figures are what reservations promise at that moment.',
};

/** Whether what is shown is live, past or ahead, written out at all times, and the way to change it. */
export function TimeControl({ mode, nowMs, atMs, onChange, timeZone }: TimeControlProps) {
  const [opened, setOpened] = useState(false);
  const shownMs = mode === 'live' ? nowMs : atMs;
  const go = (ms: number) => onChange(ms < nowMs ? 'past' : 'ahead', ms);
  const pick = (next: TimeMode) => {
    if (next === 'live') onChange('live', nowMs);
    else if (next === 'past') onChange('past', nowMs - hourMs);
    else onChange('ahead', nowMs + hourMs);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={320} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className="hr-time"
          data-mode={mode}
          aria-expanded={opened}
          onClick={() => setOpened((value) => !value)}
        >
          <StatusShape kind={mode === 'live' ? 'running' : 'working'} />
          <span className="hidden-text">Time shown: </span>
          <span className="strong">{words[mode]}</span>
          <span className="mid num hr-time-moment">{formatMoment(shownMs, timeZone)}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className="hr-popover" aria-label="Time shown">
        <div className="hr-popover-body col">
          <SegmentedControl
            label="Time shown"
            value={mode}
            onChange={pick}
            options={[
              { value: 'past', label: 'Past' },
              { value: 'live', label: 'Live' },
              { value: 'ahead', label: 'Ahead' },
            ]}
          />
          <div className="row">
            <IconButton icon={IconChevronLeft} label="An hour earlier" onClick={() => go(shownMs - hourMs)} />
            <MomentField key={shownMs} atMs={shownMs} onPick={go} />
            <IconButton icon={IconChevronRight} label="An hour later" onClick={() => go(shownMs + hourMs)} />
          </div>
          <p className="small dim">{meaning[mode]}</p>
          {mode === 'live' ? null : <Button onClick={() => onChange('live', nowMs)}>Back to live</Button>}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** A field of its own instead of the browser's, which writes 02:32 PM where the console says 14:32. */
function MomentField({ atMs, onPick }: { readonly atMs: number; readonly onPick: (ms: number) => void }) {
  const [text, setText] = useState(toLocalInput(atMs).replace('T', ' '));
  const [wrong, setWrong] = useState(false);
  return (
    <TextField
      className="hr-time-field"
      aria-label="Moment, as year-month-day hours:minutes"
      value={text}
      error={wrong ? 'Write it as 2026-11-20 14:32.' : undefined}
      onChange={(event) => {
        setText(event.currentTarget.value);
        setWrong(false);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        const ms = fromLocalInput(text.trim().replace(' ', 'T'));
        if (ms === undefined) setWrong(true);
        else onPick(ms);
      }}
    />
  );
}
