/** libvirt's enumerations by name. A number that this list does not know becomes `unknown-<n>`: newer hosts may have more. */
function names<const Names extends readonly string[]>(...list: Names) {
  return (value: number): Names[number] | `unknown-${number}` => list[value] ?? `unknown-${value}`;
}

export const domainState = names(
  'nostate',
  'running',
  'blocked',
  'paused',
  'shutdown',
  'shutoff',
  'crashed',
  'pmsuspended',
);
export type DomainState = ReturnType<typeof domainState>;

export const poolState = names('inactive', 'building', 'running', 'degraded', 'inaccessible');
export type PoolState = ReturnType<typeof poolState>;

export const volumeType = names('file', 'block', 'dir', 'network', 'netdir', 'ploop');
export type VolumeType = ReturnType<typeof volumeType>;

export const vcpuState = names('offline', 'running', 'blocked');
export type VcpuState = ReturnType<typeof vcpuState>;

export const jobType = names('none', 'bounded', 'unbounded', 'completed', 'failed', 'cancelled');
export type JobType = ReturnType<typeof jobType>;

export const blockJobType = names('unknown', 'pull', 'copy', 'commit', 'active-commit', 'backup');
export type BlockJobType = ReturnType<typeof blockJobType>;

/** What the lifecycle event of a domain says. */
export const lifecycle = names(
  'defined',
  'undefined',
  'started',
  'suspended',
  'resumed',
  'stopped',
  'shutdown',
  'pmsuspended',
  'crashed',
);
export type Lifecycle = ReturnType<typeof lifecycle>;

export const networkLifecycle = names('defined', 'undefined', 'started', 'stopped');
export const poolLifecycle = names('defined', 'undefined', 'started', 'stopped', 'created', 'deleted');
export const nodeDeviceLifecycle = names('created', 'deleted', 'defined', 'undefined');
export const secretLifecycle = names('defined', 'undefined');

export const addressFamily = names('ipv4', 'ipv6');

/** Where the addresses of a guest are asked for. */
export const addressSource = { lease: 0, agent: 1, arp: 2 } as const;
export type AddressSource = keyof typeof addressSource;

// biome-ignore format: a table of names by number.
export const wipeAlgorithm = { zero: 0, nnsa: 1, dod: 2, bsi: 3, gutmann: 4, schneier: 5, pfitzner7: 6, pfitzner33: 7, random: 8, trim: 9 } as const;
export type WipeAlgorithm = keyof typeof wipeAlgorithm;

// biome-ignore format: a table of names by number.
export const secretUsage = { none: 0, volume: 1, ceph: 2, iscsi: 3, tls: 4, vtpm: 5 } as const;
export type SecretUsage = keyof typeof secretUsage;

/** The answer of comparing a CPU with the host's. */
export const cpuComparison = (value: number): 'error' | 'incompatible' | 'identical' | 'superset' =>
  value === 0 ? 'incompatible' : value === 1 ? 'identical' : value === 2 ? 'superset' : 'error';

/** What a host can be asked whether it supports; libvirt's numbers. */
export const feature = {
  migrationV3: 6,
  migrateChangeProtection: 7,
  typedParameterString: 9,
  programKeepalive: 10,
  xmlMigratable: 11,
  migrationOffline: 12,
  migrationParameters: 13,
  remoteEventCallback: 14,
  remoteCloseCallback: 15,
  networkUpdateHasCorrectOrder: 16,
} as const;
export type Feature = keyof typeof feature;
