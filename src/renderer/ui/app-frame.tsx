import './frame.css';
import type { ReactNode } from 'react';

export interface AppFrameProps {
  readonly topBar: ReactNode;
  readonly rail: ReactNode;
  readonly statusLine: ReactNode;
  /** One `<Page>`. */
  readonly children: ReactNode;
}

/** The window: top bar 44, rail 72, status line 24, and a page between them. */
export function AppFrame({ topBar, rail, statusLine, children }: AppFrameProps) {
  return (
    <div className="hr-app">
      {/* A button and not a link: the address after # belongs to the router. */}
      <button type="button" className="hr-skip" onClick={() => document.getElementById('page')?.focus()}>
        Skip to the page
      </button>
      {topBar}
      {rail}
      {children}
      {statusLine}
    </div>
  );
}
