import { at, attribute, child, children, parseXml, present, sizeBytes, text } from './read.ts';

export interface PoolDescription {
  readonly type: string;
  readonly name: string;
  readonly uuid?: string;
  readonly capacityBytes?: bigint;
  readonly allocationBytes?: bigint;
  readonly availableBytes?: bigint;
  readonly targetPath?: string;
  readonly sourceHosts: readonly string[];
  readonly sourceDevices: readonly string[];
  readonly sourceName?: string;
  readonly sourceFormat?: string;
}

export function readPool(xml: string): PoolDescription {
  const root = parseXml(xml, 'pool');
  const source = child(root, 'source');
  return present<PoolDescription>({
    type: attribute(root, 'type') ?? '',
    name: text(root, 'name') ?? '',
    uuid: text(root, 'uuid'),
    capacityBytes: sizeBytes(child(root, 'capacity'), 'bytes'),
    allocationBytes: sizeBytes(child(root, 'allocation'), 'bytes'),
    availableBytes: sizeBytes(child(root, 'available'), 'bytes'),
    targetPath: text(root, 'target/path'),
    sourceHosts: children(source, 'host').map((host) => attribute(host, 'name') ?? ''),
    sourceDevices: children(source, 'device').map((device) => attribute(device, 'path') ?? ''),
    sourceName: text(source, 'name'),
    sourceFormat: at(source, 'format', 'type'),
  });
}

export interface VolumeDescription {
  readonly type?: string;
  readonly name: string;
  readonly key?: string;
  readonly capacityBytes: bigint;
  readonly allocationBytes?: bigint;
  readonly physicalBytes?: bigint;
  readonly path?: string;
  readonly format?: string;
  /** The layer below, as the volume's header names it. */
  readonly backing?: { readonly path: string; readonly format?: string };
  readonly encrypted: boolean;
}

export function readVolume(xml: string): VolumeDescription {
  const root = parseXml(xml, 'volume');
  const backingPath = text(root, 'backingStore/path');
  return present<VolumeDescription>({
    type: attribute(root, 'type'),
    name: text(root, 'name') ?? '',
    key: text(root, 'key'),
    capacityBytes: sizeBytes(child(root, 'capacity'), 'bytes') ?? 0n,
    allocationBytes: sizeBytes(child(root, 'allocation'), 'bytes'),
    physicalBytes: sizeBytes(child(root, 'physical'), 'bytes'),
    path: text(root, 'target/path'),
    format: at(root, 'target/format', 'type'),
    backing:
      backingPath === undefined || backingPath === ''
        ? undefined
        : present<{ path: string; format?: string }>({
            path: backingPath,
            format: at(root, 'backingStore/format', 'type'),
          }),
    encrypted: child(root, 'target/encryption') !== undefined,
  });
}
