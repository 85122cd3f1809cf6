import { Popover } from '@mantine/core';
import { useState } from 'react';
import { useConnectionState } from '../core/index.ts';
import { formatMoment, StatusShape } from '../ui/index.ts';
import { useNow } from './use-now.ts';

/**
 * The time control of a catalog that measures nothing yet: everything shown is live, and Past and Ahead say what they
 * wait for. The one that moves (`TimeControl`) takes its place when hosts report.
 */
export function LiveTime() {
  const [opened, setOpened] = useState(false);
  const nowMs = useNow();
  const state = useConnectionState();
  const lost = state.kind === 'lost' || state.kind === 'refused';
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={340} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className="hr-time"
          data-mode={lost ? 'past' : 'live'}
          aria-expanded={opened}
          onClick={() => setOpened((value) => !value)}
        >
          <span className="hidden-text">Time shown: </span>
          <StatusShape kind={lost ? 'unreachable' : 'running'} />
          <span className="strong">{lost ? 'Not live' : 'Live'}</span>
          <span className="mid num hr-time-moment">
            {state.kind === 'lost' ? `as of ${formatMoment(state.sinceMs)}` : formatMoment(nowMs)}
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className="hr-popover" aria-label="Time shown">
        <div className="hr-popover-head">
          <h2>Time shown</h2>
        </div>
        {/* A region that takes the focus: there is nothing in it to press. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the focus trap needs one place to stand. */}
        <ul className="app-time-list" tabIndex={0} aria-label="Times that can be shown" data-autofocus>
          <li>
            <span className="strong">Live</span>
            <span className="small mid">Shown now: the catalog as it is, kept fresh by core.</span>
          </li>
          <li aria-disabled="true">
            <span>Past</span>
            <span className="small dim">Off: no host reports yet, so nothing was measured to go back to.</span>
          </li>
          <li aria-disabled="true">
            <span>Ahead</span>
            <span className="small dim">Off: nothing is reserved yet, so nothing is promised to look ahead to.</span>
          </li>
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
