import type { ReactNode } from 'react';

/** The foot of a page that is one form: what it will do at the left, the safe button and then the deed at the right. */
export function FormFoot({ note, children }: { readonly note?: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="cu-foot">
      <span className="small mid grow">{note}</span>
      {children}
    </div>
  );
}
