import type { Element } from '@xmldom/xmldom';
import { at, attribute, child, children, parseXml, present, sizeBytes, text, whole } from './read.ts';

export interface NumaCell {
  readonly id: number;
  readonly memoryBytes: bigint;
  readonly cpus: readonly {
    readonly id: number;
    readonly socket?: number;
    readonly core?: number;
    readonly siblings?: string;
  }[];
  readonly pages: readonly { readonly sizeBytes: bigint; readonly count: number }[];
}

export interface GuestSupport {
  readonly osType: string;
  readonly architecture: string;
  readonly emulator?: string;
  readonly machines: readonly string[];
  /** `qemu`, `kvm`, `test`, … */
  readonly domainTypes: readonly string[];
}

export interface HostCapabilities {
  readonly uuid?: string;
  readonly architecture: string;
  readonly cpuModel?: string;
  readonly cpuVendor?: string;
  readonly sockets: number;
  readonly cores: number;
  readonly threads: number;
  readonly features: readonly string[];
  readonly cells: readonly NumaCell[];
  readonly liveMigration: boolean;
  readonly securityModels: readonly string[];
  readonly iommu: boolean;
  readonly guests: readonly GuestSupport[];
}

/** Reads what is used of `connection.node.capabilities()`. */
export function readCapabilities(xml: string): HostCapabilities {
  const root = parseXml(xml, 'capabilities');
  const host = child(root, 'host');
  const cpu = child(host, 'cpu');
  const topology = child(cpu, 'topology');
  return present<HostCapabilities>({
    uuid: text(host, 'uuid'),
    architecture: text(cpu, 'arch') ?? '',
    cpuModel: text(cpu, 'model'),
    cpuVendor: text(cpu, 'vendor'),
    sockets: whole(attribute(topology, 'sockets')) ?? 1,
    cores: whole(attribute(topology, 'cores')) ?? 1,
    threads: whole(attribute(topology, 'threads')) ?? 1,
    features: children(cpu, 'feature').map((feature) => attribute(feature, 'name') ?? ''),
    cells: children(child(host, 'topology/cells'), 'cell').map(readCell),
    liveMigration: child(host, 'migration_features/live') !== undefined,
    securityModels: children(host, 'secmodel').map((model) => text(model, 'model') ?? ''),
    iommu: at(host, 'iommu', 'support') === 'yes',
    guests: children(root, 'guest').map(readGuest),
  });
}

function readCell(element: Element): NumaCell {
  return {
    id: whole(attribute(element, 'id')) ?? 0,
    memoryBytes: sizeBytes(child(element, 'memory'), 'KiB') ?? 0n,
    cpus: children(child(element, 'cpus'), 'cpu').map((cpu) =>
      present<NumaCell['cpus'][number]>({
        id: whole(attribute(cpu, 'id')) ?? 0,
        socket: whole(attribute(cpu, 'socket_id')),
        core: whole(attribute(cpu, 'core_id')),
        siblings: attribute(cpu, 'siblings'),
      }),
    ),
    pages: children(element, 'pages').map((pages) => ({
      // The size stands in an attribute, in KiB unless the unit says otherwise; libvirt has never said otherwise.
      sizeBytes: BigInt(whole(attribute(pages, 'size')) ?? 0) * 1024n,
      count: whole(text(pages)) ?? 0,
    })),
  };
}

function readGuest(element: Element): GuestSupport {
  const arch = child(element, 'arch');
  return present<GuestSupport>({
    osType: text(element, 'os_type') ?? '',
    architecture: attribute(arch, 'name') ?? '',
    emulator: text(arch, 'emulator'),
    machines: children(arch, 'machine').map((machine) => text(machine) ?? ''),
    domainTypes: children(arch, 'domain').map((domain) => attribute(domain, 'type') ?? ''),
  });
}
