import type { HeatCellText } from './cell-text.ts';
import type { Rect } from './layout.ts';

export interface HeatCardProps {
  readonly rect: Rect;
  readonly within: { readonly width: number; readonly height: number };
  readonly text: HeatCellText;
}

const cardWidth = 220;

/** The reading of one cell, beside it and never over it. */
export function HeatCard({ rect, within, text }: HeatCardProps) {
  const fitsRight = rect.x + rect.width + 10 + cardWidth <= within.width;
  const place = fitsRight ? { left: rect.x + rect.width + 10 } : { right: within.width - rect.x + 10 };
  const top = Math.min(Math.max(4, rect.y - 8), Math.max(4, within.height - 46));
  return (
    <div className="hr-heat-card" aria-hidden="true" style={{ ...place, top }}>
      <div className="row">
        <span className="mono strong">{text.name}</span>
        <span className="strong num">{text.value}</span>
      </div>
      {text.detail ? <div className="tiny">{text.detail}</div> : null}
    </div>
  );
}
