/** Instances that never were, the same each time. */
export interface SampleInstance {
  readonly id: string;
  readonly customer: string;
  readonly type: string;
  readonly cpuPercent: number;
  readonly euroToday: number;
  readonly state: 'running' | 'attention' | 'lent' | 'unreachable' | 'stopped';
}

const customers = [
  'Met Institute',
  'Tindra Labs',
  'Fjordbank Risk',
  'Aurora Genomics',
  'Polar Render',
  'Kommune Drift',
];
const types = ['standard.large', 'standard.xlarge', 'memory.large', 'cpu.large', 'micro.small'];
const states = [
  'running',
  'running',
  'running',
  'running',
  'attention',
  'lent',
  'running',
  'unreachable',
  'stopped',
] as const;

/** A small seeded generator, so that every picture is the same. */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function sampleInstance(index: number): SampleInstance {
  const random = seeded(index + 1);
  const pick = <T>(list: readonly T[], otherwise: T): T => list[Math.floor(random() * list.length)] ?? otherwise;
  return {
    id: `i-${(0x3c0000 + ((index * 7919) % 0x40000)).toString(16)}`,
    customer: pick(customers, 'Met Institute'),
    type: pick(types, 'standard.large'),
    cpuPercent: Math.round(random() * 100),
    euroToday: Math.round(random() * 1200) / 100,
    state: pick(states, 'running'),
  };
}

export function sampleInstances(count: number): SampleInstance[] {
  return Array.from({ length: count }, (_, index) => sampleInstance(index));
}

export { customers as sampleCustomers };
