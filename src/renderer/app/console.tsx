import { Outlet, useLocation } from '@tanstack/react-router';
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
  if (state.kind === 'refused') return <NoAccess why={state.why} />;
  // The gallery shows a whole window of its own.
  if (pathname === '/gallery') return <Outlet />;
  return (
    <>
      <AppFrame topBar={<ConsoleTopBar />} rail={<ConsoleRail />} statusLine={<ConsoleStatusLine />}>
        <div className="app-page">
          <LostBanner />
          <Outlet />
        </div>
      </AppFrame>
      <Palette />
      <ShortcutsHelp />
      <DesktopNotices />
    </>
  );
}
