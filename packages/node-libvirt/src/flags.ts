/**
 * libvirt's flags by name: `domain.xml({ inactive: true })` in place of a number. One table a call; names follow libvirt's constants.
 */
export type FlagTable = { readonly [name: string]: number };
export type Flags<T extends FlagTable> = { readonly [Name in keyof T]?: boolean };

/** The bits of the flags that are true. */
export function bits<T extends FlagTable>(table: T, flags: Flags<T> | undefined): number {
  let value = 0;
  if (flags !== undefined) {
    for (const name of Object.keys(flags)) if (flags[name]) value += table[name] ?? 0;
  }
  return value;
}

const bit = (index: number): number => 2 ** index;

/** Bit by position, in libvirt's order. */
function sequence<const Names extends readonly string[]>(
  ...names: Names
): { readonly [Name in Names[number]]: number } {
  return Object.fromEntries(names.map((name, index) => [name, bit(index)])) as { [Name in Names[number]]: number };
}

/** What a change applies to; neither means the current state, whichever it is. */
export const impact = sequence('live', 'config');

// biome-ignore format: a table of names by bit.
export const domainFlags = {
  list: sequence('active', 'inactive', 'persistent', 'transient', 'running', 'paused', 'shutoff', 'other', 'managedSave', 'noManagedSave', 'autostart', 'noAutostart', 'hasSnapshot', 'noSnapshot', 'hasCheckpoint', 'noCheckpoint'),
  create: sequence('paused', 'autodestroy', 'bypassCache', 'forceBoot', 'validate', 'resetNvram'),
  define: sequence('validate'),
  undefine: sequence('managedSave', 'snapshotsMetadata', 'nvram', 'keepNvram', 'checkpointsMetadata', 'tpm', 'keepTpm'),
  xml: sequence('secure', 'inactive', 'updateCpu', 'migratable'),
  shutdown: sequence('acpi', 'guestAgent', 'initctl', 'signal', 'paravirt'),
  destroy: sequence('graceful', 'removeLogs'),
  save: sequence('bypassCache', 'running', 'paused', 'resetNvram'),
  dump: sequence('crash', 'live', 'bypassCache', 'reset', 'memoryOnly'),
  device: { ...impact, force: bit(2) },
  memory: { ...impact, maximum: bit(2) },
  vcpus: { ...impact, maximum: bit(2), guest: bit(3), hotpluggable: bit(4) },
  blockCommit: sequence('shallow', 'delete', 'active', 'relative', 'bandwidthBytes'),
  blockCopy: sequence('shallow', 'reuseExternal', 'transientJob', 'synchronousWrites'),
  blockPull: { bandwidthBytes: bit(6) },
  blockRebase: sequence('shallow', 'reuseExternal', 'copyRaw', 'copy', 'relative', 'copyDevice', 'bandwidthBytes'),
  blockJobAbort: sequence('async', 'pivot'),
  blockResize: sequence('bytes'),
  jobStats: sequence('completed', 'keepCompleted'),
  console: sequence('force', 'safe'),
  migrate: sequence('live', 'peerToPeer', 'tunnelled', 'persistDestination', 'undefineSource', 'paused', 'nonSharedDisk', 'nonSharedIncremental', 'changeProtection', 'unsafe', 'offline', 'compressed', 'abortOnError', 'autoConverge', 'rdmaPinAll', 'postcopy', 'tls', 'parallel', 'nonSharedSynchronousWrites', 'postcopyResume', 'zerocopy'),
  snapshotCreate: sequence('redefine', 'current', 'noMetadata', 'halt', 'diskOnly', 'reuseExternal', 'quiesce', 'atomic', 'live', 'validate'),
  snapshotRevert: sequence('running', 'paused', 'force', 'resetNvram'),
  snapshotDelete: sequence('children', 'metadataOnly', 'childrenOnly'),
  checkpointCreate: sequence('redefine', 'quiesce', 'redefineValidate'),
  checkpointDelete: sequence('children', 'metadataOnly', 'childrenOnly'),
  backupBegin: sequence('reuseExternal'),
  sshKeys: sequence('append', 'remove'),
  hostname: sequence('lease', 'agent'),
  setTime: sequence('sync'),
  password: sequence('encrypted'),
} as const;

// biome-ignore format: a table of names by bit.
export const statsFlags = {
  groups: sequence('state', 'cpuTotal', 'balloon', 'vcpu', 'interface', 'block', 'perf', 'iothread', 'memory', 'dirtyRate', 'vm'),
  which: { ...domainFlags.list, nowait: bit(29), backing: bit(30), enforce: bit(31) },
} as const;

// biome-ignore format: a table of names by bit.
export const storageFlags = {
  listPools: sequence('inactive', 'active', 'persistent', 'transient', 'autostart', 'noAutostart', 'dir', 'fs', 'netfs', 'logical', 'disk', 'iscsi', 'scsi', 'mpath', 'rbd', 'sheepdog', 'gluster', 'zfs', 'vstorage', 'iscsiDirect'),
  poolCreate: sequence('withBuild', 'withBuildOverwrite', 'withBuildNoOverwrite'),
  poolBuild: sequence('repair', 'resize', 'noOverwrite', 'overwrite'),
  poolDefine: sequence('validate'),
  poolXml: sequence('inactive'),
  volumeCreate: sequence('preallocateMetadata', 'reflink', 'validate'),
  volumeDelete: sequence('zeroed', 'withSnapshots'),
  volumeResize: sequence('allocate', 'delta', 'shrink'),
  volumeInfo: sequence('physical'),
} as const;

// biome-ignore format: a table of names by bit.
export const hostFlags = {
  connect: sequence('readOnly', 'noAliases'),
  compareCpu: sequence('failIncompatible', 'validateXml'),
  baselineCpu: sequence('expandFeatures', 'migratable'),
  listNetworks: sequence('inactive', 'active', 'persistent', 'transient', 'autostart', 'noAutostart'),
  networkXml: sequence('inactive'),
  validate: sequence('validate'),
  networkPort: sequence('reclaim', 'validate'),
  listInterfaces: sequence('inactive', 'active'),
  listDevices: { ...sequence('system', 'pci', 'usbDevice', 'usbInterface', 'net', 'scsiHost', 'scsiTarget', 'scsi', 'storage', 'fcHost', 'vports', 'scsiGeneric', 'drm', 'mdevTypes', 'mdev', 'ccw', 'css', 'vdpa', 'apCard', 'apQueue', 'apMatrix', 'vpd'), inactive: bit(30), active: bit(31) },
  listSecrets: sequence('ephemeral', 'noEphemeral', 'private', 'notPrivate'),
} as const;
