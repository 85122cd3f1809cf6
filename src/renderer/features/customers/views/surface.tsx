import { type ReactNode, useId } from 'react';

export interface SurfaceProps {
  /** Heard, not seen: what the surface shows is plain to the eye, and headings must not skip a level. */
  readonly title: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A panel without a head, for one table that fills the page. */
export function Surface({ title, children, className }: SurfaceProps) {
  const id = useId();
  return (
    <section className={className === undefined ? 'cu-surface' : `cu-surface ${className}`} aria-labelledby={id}>
      <h2 id={id} className="hidden-text">
        {title}
      </h2>
      {children}
    </section>
  );
}
