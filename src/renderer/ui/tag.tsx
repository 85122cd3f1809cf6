import type { ReactNode } from 'react';

export interface TagProps {
  readonly children: ReactNode;
  /** Without a tone a tag is neutral; a tone says look soon, look now, or lent and selected. */
  readonly tone?: 'caution' | 'critical' | 'accent';
}

/** A small word in a box: "Estimate", "Draft", "Spot". */
export function Tag({ children, tone }: TagProps) {
  return (
    <span className="hr-tag" data-tone={tone}>
      {children}
    </span>
  );
}
