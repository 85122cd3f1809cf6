/** Solid runs, hatched can be taken back, outlined is promised and idle, blank is free. */
export type CapacityKind = 'owner' | 'demand' | 'spot' | 'lent' | 'idle';

export interface CapacityPart {
  readonly kind: CapacityKind;
  readonly value: number;
  /** Said to those who can't see the bar; the words of the legend unless given. */
  readonly label?: string;
}

export const capacityWords: Record<CapacityKind | 'free', string> = {
  owner: 'Guaranteed, in use',
  demand: 'Sold on demand',
  spot: 'Spot, standby',
  lent: 'Guaranteed, lent',
  idle: 'Guaranteed, idle',
  free: 'Free, to the ceiling',
};

export interface CapacityLayout {
  readonly parts: readonly { readonly kind: CapacityKind; readonly from: number; readonly to: number }[];
  /** Where the ceiling is: 1, or less when more is promised than there is. */
  readonly ceilingAt: number;
  /** From the last that runs to the ceiling: what is idle or free. */
  readonly headroom: { readonly from: number; readonly to: number; readonly value: number };
}

/** Places the parts on a line from 0 to 1. What exceeds the ceiling stays visible beyond it. */
export function layOutCapacity(parts: readonly CapacityPart[], ceiling: number): CapacityLayout {
  const total = parts.reduce((sum, part) => sum + Math.max(0, part.value), 0);
  const scale = Math.max(total, ceiling, Number.MIN_VALUE);
  let at = 0;
  let running = 0;
  const placed = parts.map((part) => {
    const from = at;
    at += Math.max(0, part.value);
    if (part.kind !== 'idle') running = at;
    return { kind: part.kind, from: from / scale, to: at / scale };
  });
  const ceilingAt = Math.max(0, ceiling) / scale;
  const value = Math.max(0, ceiling - running);
  return { parts: placed, ceilingAt, headroom: { from: ceilingAt - value / scale, to: ceilingAt, value } };
}
