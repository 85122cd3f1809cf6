import type { Element } from '@xmldom/xmldom';
import { pciAddress } from './domain.ts';
import { at, attribute, child, children, parseXml, present, text, whole } from './read.ts';

export interface PciCapability {
  readonly type: 'pci';
  /** `0000:3b:00.0` */
  readonly address: string;
  /** Class code, for example `0x030000` for a VGA controller. */
  readonly class?: string;
  readonly vendorId?: string;
  readonly vendor?: string;
  readonly productId?: string;
  readonly product?: string;
  readonly iommuGroup?: number;
  readonly numaNode?: number;
  /** `phys_function`, `virt_functions`, `mdev_types`, … */
  readonly roles: readonly string[];
  readonly maximumVirtualFunctions?: number;
}

export interface NetCapability {
  readonly type: 'net';
  readonly interface: string;
  readonly mac?: string;
  readonly linkState?: string;
  readonly speedMbitPerSecond?: number;
}

export interface StorageCapability {
  readonly type: 'storage';
  readonly block?: string;
  readonly model?: string;
  readonly serial?: string;
  readonly sizeBytes?: bigint;
}

export interface OtherCapability {
  readonly type: string;
  readonly uuid?: string;
  readonly mdevType?: string;
}

export interface NodeDeviceDescription {
  readonly name: string;
  readonly path?: string;
  readonly parent?: string;
  readonly driver?: string;
  readonly deviceNode?: string;
  readonly pci?: PciCapability;
  readonly net?: NetCapability;
  readonly storage?: StorageCapability;
  readonly other?: OtherCapability;
}

export function readNodeDevice(xml: string): NodeDeviceDescription {
  const root = parseXml(xml, 'device');
  const capability = child(root, 'capability');
  const type = attribute(capability, 'type') ?? '';
  return present<NodeDeviceDescription>({
    name: text(root, 'name') ?? '',
    path: text(root, 'path'),
    parent: text(root, 'parent'),
    driver: text(root, 'driver/name'),
    deviceNode: text(root, 'devnode'),
    pci: capability !== undefined && type === 'pci' ? readPci(capability) : undefined,
    net: type === 'net' ? readNet(capability) : undefined,
    storage: type === 'storage' ? readStorage(capability) : undefined,
    other: ['pci', 'net', 'storage'].includes(type)
      ? undefined
      : present<OtherCapability>({ type, uuid: text(capability, 'uuid'), mdevType: at(capability, 'type', 'id') }),
  });
}

function readPci(element: Element): PciCapability {
  const roles = children(element, 'capability');
  const functions = roles.find((role) => attribute(role, 'type') === 'virt_functions');
  return present<PciCapability>({
    type: 'pci',
    address: pciAddressOf(element),
    class: text(element, 'class'),
    vendorId: at(element, 'vendor', 'id'),
    vendor: text(element, 'vendor'),
    productId: at(element, 'product', 'id'),
    product: text(element, 'product'),
    iommuGroup: whole(at(element, 'iommuGroup', 'number')),
    numaNode: whole(at(element, 'numa', 'node')),
    roles: roles.map((role) => attribute(role, 'type') ?? ''),
    maximumVirtualFunctions: whole(attribute(functions, 'maxCount')),
  });
}

/** Node devices write the address as elements with decimal numbers, where domains write attributes. */
function pciAddressOf(element: Element): string {
  const part = (name: string, digits: number): string =>
    (whole(text(element, name)) ?? 0).toString(16).padStart(digits, '0');
  return child(element, 'domain') === undefined
    ? pciAddress(element)
    : `${part('domain', 4)}:${part('bus', 2)}:${part('slot', 2)}.${part('function', 1)}`;
}

function readNet(element: Element | undefined): NetCapability {
  return present<NetCapability>({
    type: 'net',
    interface: text(element, 'interface') ?? '',
    mac: text(element, 'address'),
    linkState: at(element, 'link', 'state'),
    speedMbitPerSecond: whole(at(element, 'link', 'speed')),
  });
}

function readStorage(element: Element | undefined): StorageCapability {
  const size = text(element, 'size');
  return present<StorageCapability>({
    type: 'storage',
    block: text(element, 'block'),
    model: text(element, 'model'),
    serial: text(element, 'serial'),
    sizeBytes: size !== undefined && /^[0-9]+$/.test(size) ? BigInt(size) : undefined,
  });
}
