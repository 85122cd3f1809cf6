import './capacity-bar.css';
import { type CapacityKind, type CapacityPart, capacityWords, layOutCapacity } from './capacity.ts';
import { formatThin } from './format.ts';

export interface CapacityBarProps {
  readonly parts: readonly CapacityPart[];
  readonly ceiling: number;
  readonly unit: string;
  /** The dimension mark over the gap between what runs and the ceiling. */
  readonly mark?: boolean;
  readonly thin?: boolean;
  readonly label?: string;
}

const share = (value: number) => `${(value * 100).toFixed(3)}%`;

/** A level under its ceiling. */
export function CapacityBar({ parts, ceiling, unit, mark = false, thin = false, label }: CapacityBarProps) {
  const layout = layOutCapacity(parts, ceiling);
  const spoken = parts
    .map((part) => `${part.label ?? capacityWords[part.kind]} ${formatThin(part.value)}`)
    .concat(`ceiling ${formatThin(ceiling)} ${unit}`)
    .join(', ');
  return (
    <div
      className="hr-capacity"
      data-thin={thin || undefined}
      data-mark={mark || undefined}
      role="img"
      aria-label={label ? `${label}: ${spoken}` : spoken}
    >
      {mark && layout.headroom.value > 0 ? (
        <span
          className="hr-capacity-mark"
          style={{ left: share(layout.headroom.from), width: share(layout.headroom.to - layout.headroom.from) }}
        />
      ) : null}
      <span className="hr-capacity-track">
        <span className="hr-capacity-free" style={{ width: share(layout.ceilingAt) }} />
        {layout.parts.map((part, index) => (
          <span
            key={`${index}-${part.kind}`}
            className="hr-capacity-part"
            data-kind={part.kind}
            style={{ left: share(part.from), width: share(part.to - part.from) }}
          />
        ))}
        {layout.ceilingAt < 1 ? (
          <span
            className="hr-capacity-over"
            style={{ left: share(layout.ceilingAt), width: share(1 - layout.ceilingAt) }}
          />
        ) : null}
        <span className="hr-capacity-ceiling" style={{ left: share(layout.ceilingAt) }} />
      </span>
    </div>
  );
}

export interface CapacityKeyProps {
  readonly kinds?: readonly (CapacityKind | 'free')[];
  /** Own words for some of them: `{ owner: 'Owner, 4 cards' }`. */
  readonly words?: Partial<Record<CapacityKind | 'free', string>>;
}

/** The legend of the capacity grammar. */
export function CapacityKey({ kinds, words = {} }: CapacityKeyProps) {
  const shown = kinds ?? (['owner', 'demand', 'spot', 'lent', 'idle', 'free'] as const);
  return (
    <ul className="hr-capacity-key">
      {shown.map((kind) => (
        <li key={kind}>
          <span className="hr-capacity-swatch" data-kind={kind} />
          {words[kind] ?? capacityWords[kind]}
        </li>
      ))}
    </ul>
  );
}
