import type { Element } from '@xmldom/xmldom';
import { at, attribute, child, children, parseXml, present, sizeBytes, text, whole } from './read.ts';

export interface DiskSource {
  /** `file`, `block`, `volume`, `network`, `dir`, `nvme`. */
  readonly type: string;
  readonly path?: string;
  readonly pool?: string;
  readonly volume?: string;
  readonly protocol?: string;
  readonly format?: string;
}

export interface DomainDisk extends DiskSource {
  /** `disk`, `cdrom`, `floppy`, `lun`. */
  readonly device: string;
  readonly target: string;
  readonly bus?: string;
  readonly alias?: string;
  readonly serial?: string;
  readonly readOnly: boolean;
  readonly shareable: boolean;
  /** The layers below, the nearest first; running domains only. */
  readonly backing: readonly DiskSource[];
}

export interface DomainInterface {
  /** `network`, `bridge`, `direct`, `user`, `hostdev`, … */
  readonly type: string;
  readonly mac?: string;
  readonly source?: string;
  readonly target?: string;
  readonly model?: string;
  readonly alias?: string;
  readonly portId?: string;
  readonly filter?: { readonly name: string; readonly parameters: { readonly [name: string]: string } };
  readonly linkDown: boolean;
}

export interface DomainGraphics {
  readonly type: string;
  readonly port?: number;
  readonly tlsPort?: number;
  readonly listen?: string;
  readonly socket?: string;
}

export interface DomainCharacterDevice {
  readonly kind: 'serial' | 'console' | 'parallel' | 'channel';
  readonly type: string;
  readonly alias?: string;
  readonly path?: string;
  readonly targetName?: string;
  readonly targetPort?: number;
  readonly state?: string;
}

export interface DomainHostDevice {
  readonly type: string;
  readonly managed: boolean;
  readonly alias?: string;
  /** The address of a PCI device as `0000:3b:00.0`. */
  readonly pciAddress?: string;
  readonly mdevUuid?: string;
}

export interface DomainDescription {
  readonly type: string;
  readonly name: string;
  readonly uuid?: string;
  readonly id?: number;
  readonly title?: string;
  readonly description?: string;
  readonly memoryBytes: bigint;
  readonly currentMemoryBytes: bigint;
  readonly vcpus: number;
  readonly currentVcpus: number;
  readonly architecture?: string;
  readonly machine?: string;
  readonly emulator?: string;
  readonly cpuMode?: string;
  readonly cpuModel?: string;
  readonly topology?: {
    readonly sockets: number;
    readonly dies: number;
    readonly cores: number;
    readonly threads: number;
  };
  readonly disks: readonly DomainDisk[];
  readonly interfaces: readonly DomainInterface[];
  readonly graphics: readonly DomainGraphics[];
  readonly characterDevices: readonly DomainCharacterDevice[];
  readonly hostDevices: readonly DomainHostDevice[];
  /** Namespaces of the elements under `<metadata>`. */
  readonly metadataNamespaces: readonly string[];
}

/** Reads what is used of a domain's XML; the XML itself stays the truth. */
export function readDomain(xml: string): DomainDescription {
  const root = parseXml(xml, 'domain');
  const devices = child(root, 'devices');
  const memoryBytes = sizeBytes(child(root, 'memory'), 'KiB') ?? 0n;
  const vcpus = whole(text(root, 'vcpu')) ?? 1;
  const topology = child(root, 'cpu/topology');
  return present<DomainDescription>({
    type: attribute(root, 'type') ?? '',
    name: text(root, 'name') ?? '',
    uuid: text(root, 'uuid'),
    id: whole(attribute(root, 'id')),
    title: text(root, 'title'),
    description: text(root, 'description'),
    memoryBytes,
    currentMemoryBytes: sizeBytes(child(root, 'currentMemory'), 'KiB') ?? memoryBytes,
    vcpus,
    currentVcpus: whole(at(root, 'vcpu', 'current')) ?? vcpus,
    architecture: at(root, 'os/type', 'arch'),
    machine: at(root, 'os/type', 'machine'),
    emulator: text(devices, 'emulator'),
    cpuMode: at(root, 'cpu', 'mode'),
    cpuModel: text(root, 'cpu/model'),
    topology: topology === undefined ? undefined : readTopology(topology),
    disks: children(devices, 'disk').map(readDisk),
    interfaces: children(devices, 'interface').map(readInterface),
    graphics: children(devices, 'graphics').map(readGraphics),
    characterDevices: (['serial', 'console', 'parallel', 'channel'] as const).flatMap((kind) =>
      children(devices, kind).map((element) => readCharacterDevice(kind, element)),
    ),
    hostDevices: children(devices, 'hostdev').map(readHostDevice),
    metadataNamespaces: children(child(root, 'metadata')).map(({ namespaceURI }) => namespaceURI ?? ''),
  });
}

function readTopology(element: Element) {
  const count = (name: string): number => whole(attribute(element, name)) ?? 1;
  return { sockets: count('sockets'), dies: count('dies'), cores: count('cores'), threads: count('threads') };
}

function readSource(element: Element): DiskSource {
  const source = child(element, 'source');
  return present<DiskSource>({
    type: attribute(element, 'type') ?? 'file',
    path:
      attribute(source, 'file') ?? attribute(source, 'dev') ?? attribute(source, 'dir') ?? attribute(source, 'name'),
    pool: attribute(source, 'pool'),
    volume: attribute(source, 'volume'),
    protocol: attribute(source, 'protocol'),
    format: at(element, 'format', 'type') ?? at(element, 'driver', 'type'),
  });
}

function readDisk(element: Element): DomainDisk {
  const backing: DiskSource[] = [];
  let layer = child(element, 'backingStore');
  while (layer !== undefined && attribute(layer, 'type') !== undefined) {
    backing.push(readSource(layer));
    layer = child(layer, 'backingStore');
  }
  return present<DomainDisk>({
    ...readSource(element),
    device: attribute(element, 'device') ?? 'disk',
    target: at(element, 'target', 'dev') ?? '',
    bus: at(element, 'target', 'bus'),
    alias: at(element, 'alias', 'name'),
    serial: text(element, 'serial'),
    readOnly: child(element, 'readonly') !== undefined,
    shareable: child(element, 'shareable') !== undefined,
    backing,
  });
}

function readInterface(element: Element): DomainInterface {
  const source = child(element, 'source');
  const filter = child(element, 'filterref');
  return present<DomainInterface>({
    type: attribute(element, 'type') ?? '',
    mac: at(element, 'mac', 'address'),
    source: attribute(source, 'network') ?? attribute(source, 'bridge') ?? attribute(source, 'dev'),
    target: at(element, 'target', 'dev'),
    model: at(element, 'model', 'type'),
    alias: at(element, 'alias', 'name'),
    portId: attribute(source, 'portid'),
    filter:
      filter === undefined
        ? undefined
        : {
            name: attribute(filter, 'filter') ?? '',
            parameters: Object.fromEntries(
              children(filter, 'parameter').map((parameter) => [
                attribute(parameter, 'name') ?? '',
                attribute(parameter, 'value') ?? '',
              ]),
            ),
          },
    linkDown: at(element, 'link', 'state') === 'down',
  });
}

/** -1 stands for a port that was not chosen yet. */
const port = (value: string | undefined): number | undefined => {
  const number = whole(value);
  return number === undefined || number < 0 ? undefined : number;
};

function readGraphics(element: Element): DomainGraphics {
  return present<DomainGraphics>({
    type: attribute(element, 'type') ?? '',
    port: port(attribute(element, 'port')),
    tlsPort: port(attribute(element, 'tlsPort')),
    listen: attribute(element, 'listen') ?? at(element, 'listen', 'address'),
    socket: attribute(element, 'socket') ?? at(element, 'listen', 'socket'),
  });
}

function readCharacterDevice(kind: DomainCharacterDevice['kind'], element: Element): DomainCharacterDevice {
  return present<DomainCharacterDevice>({
    kind,
    type: attribute(element, 'type') ?? '',
    alias: at(element, 'alias', 'name'),
    path: at(element, 'source', 'path'),
    targetName: at(element, 'target', 'name'),
    targetPort: whole(at(element, 'target', 'port')),
    state: at(element, 'target', 'state'),
  });
}

function readHostDevice(element: Element): DomainHostDevice {
  const address = child(element, 'source/address');
  const type = attribute(element, 'type') ?? '';
  return present<DomainHostDevice>({
    type,
    managed: attribute(element, 'managed') === 'yes',
    alias: at(element, 'alias', 'name'),
    pciAddress: type === 'pci' && address !== undefined ? pciAddress(address) : undefined,
    mdevUuid: type === 'mdev' ? attribute(address, 'uuid') : undefined,
  });
}

/** `0000:3b:00.0`, as lspci and sysfs write it. */
export function pciAddress(element: Element): string {
  const part = (name: string, digits: number): string =>
    (whole(attribute(element, name)) ?? 0).toString(16).padStart(digits, '0');
  return `${part('domain', 4)}:${part('bus', 2)}:${part('slot', 2)}.${part('function', 1)}`;
}
