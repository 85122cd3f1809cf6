import './frame.css';
import type { ReactNode } from 'react';
import { IconSearch } from './icons.ts';
import { Kbd } from './kbd.tsx';
import { Logo } from './logo.tsx';

export interface TopBarProps {
  /** What is being looked at: the name of the site or catalog, as a menu or as text. */
  readonly site: ReactNode;
  readonly searchHint?: string;
  readonly onSearch: () => void;
  /** `<TimeControl>`. */
  readonly time?: ReactNode;
  /** `<JobTray>`, `<NotificationInbox>`, `<ThemeSwitch>`. */
  readonly tools?: ReactNode;
  /** Who is acting: "Operator Ingrid Solheim". */
  readonly identity?: ReactNode;
}

/** Where, find, when, what runs, who. */
export function TopBar({ site, searchHint, onSearch, time, tools, identity }: TopBarProps) {
  return (
    <header className="hr-top">
      <span className="hr-top-logo">
        <Logo />
      </span>
      <div className="hr-top-site">{site}</div>
      <button type="button" className="hr-omni" onClick={onSearch} aria-keyshortcuts="Control+K">
        <IconSearch />
        <span className="grow ellipsis">{searchHint ?? 'Find anything, or run a command'}</span>
        <Kbd keys="mod+K" />
      </button>
      <span className="grow" />
      {time}
      <span className="hr-top-tools">{tools}</span>
      {identity === undefined ? null : <span className="hr-top-identity">{identity}</span>}
    </header>
  );
}
