import type { ReactNode } from 'react';

/** What a thing is in, from most ordinary to most urgent. `text` has no shape and is for a word alone. */
export type StatusKind =
  | 'running'
  | 'idle'
  | 'stopped'
  | 'working'
  | 'lent'
  | 'held'
  | 'attention'
  | 'failed'
  | 'unreachable';

const shapes: Record<StatusKind, ReactNode> = {
  running: <circle cx="5" cy="5" r="4" fill="currentColor" />,
  idle: <circle cx="5" cy="5" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  stopped: <rect x="1.5" y="1.5" width="7" height="7" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  working: (
    <>
      <circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M5 1a4 4 0 0 1 0 8Z" fill="currentColor" />
    </>
  ),
  lent: (
    <>
      <rect x="0.7" y="0.7" width="8.6" height="8.6" fill="none" stroke="currentColor" strokeWidth="1.2" />
      <path d="M1 6 6 1M1 9.5 9.5 1M4.5 9.5 9.5 4.5" stroke="currentColor" strokeWidth="1.2" />
    </>
  ),
  held: <path d="M2.5 1v8M7.5 1v8" stroke="currentColor" strokeWidth="2" />,
  attention: <path d="M5 0.6 9.8 9.2H0.2Z" fill="currentColor" />,
  failed: <path d="M5 0 10 5 5 10 0 5Z" fill="currentColor" />,
  unreachable: (
    <circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="2.2 2" />
  ),
};

/** The shape alone, for places that say the word elsewhere. */
export function StatusShape({ kind }: { readonly kind: StatusKind }) {
  return (
    <svg className="hr-status-shape" data-kind={kind} viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
      {shapes[kind]}
    </svg>
  );
}
