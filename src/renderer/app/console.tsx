import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useConnectionState } from '../core/index.ts';
import { AppFrame } from '../ui/index.ts';
import { ConsoleRail } from './console-rail.tsx';
import { ConsoleStatusLine } from './console-status-line.tsx';
import { ConsoleTopBar } from './console-top-bar.tsx';
import { DesktopNotices } from './desktop-notices.tsx';
import { LostBanner } from './lost-banner.tsx';
import { NoAccess } from './no-access.tsx';
import { Palette } from './palette.tsx';
import { ShortcutsHelp } from './shortcuts-help.tsx';
import { useGoKeys } from './use-go-keys.ts';
import { usePageAnnounced } from './use-page-announced.ts';

/** The frame around every page, and what the connection to core makes of it. */
export function Console() {
  const state = useConnectionState();
  const { pathname } = useLocation();
  usePageAnnounced();
  useGoKeys();
  const refusedWhy = state.kind === 'refused' ? state.why : undefined;
  const wasThere = useWasConnected(state.kind);
  // Nothing was ever shown, so there is nothing to keep.
  if (refusedWhy !== undefined && !wasThere) return <NoAccess why={refusedWhy} />;
  // The gallery shows a whole window of its own.
  if (pathname === '/gallery') return <Outlet />;
  return (
    <>
      <div className="app-whole" inert={refusedWhy !== undefined}>
        <AppFrame topBar={<ConsoleTopBar />} rail={<ConsoleRail />} statusLine={<ConsoleStatusLine />}>
          <div className="app-page">
            <LostBanner />
            <Outlet />
          </div>
        </AppFrame>
      </div>
      <Palette />
      <ShortcutsHelp />
      <DesktopNotices />
      {refusedWhy === undefined ? null : (
        <div className="app-cover">
          <NoAccess why={refusedWhy} />
        </div>
      )}
    </>
  );
}

/** Whether this window has ever been connected: then the page behind keeps what was typed. */
function useWasConnected(kind: string): boolean {
  const [was, setWas] = useState(false);
  useEffect(() => {
    if (kind === 'connected') setWas(true);
  }, [kind]);
  return was;
}
