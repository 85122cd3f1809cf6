import type { Element } from '@xmldom/xmldom';
import { at, attribute, child, children, parseXml, present, text, whole } from './read.ts';

export interface CpuMode {
  readonly name: string;
  readonly supported: boolean;
  readonly models: readonly { readonly name: string; readonly usable: boolean }[];
}

export interface DomainCapabilities {
  readonly emulator?: string;
  readonly domainType: string;
  readonly machine?: string;
  readonly architecture: string;
  readonly maximumVcpus?: number;
  readonly cpuModes: readonly CpuMode[];
  /** The values each device allows: `devices.disk.bus` is a list such as ide, virtio. Devices that are not supported are left out. */
  readonly devices: { readonly [device: string]: { readonly [choice: string]: readonly string[] } };
  /** Supported features by name, such as `vmcoreinfo`, `genid`, `sev`. */
  readonly features: readonly string[];
  readonly firmware: readonly string[];
}

/** Reads what is used of `connection.node.domainCapabilities()`. */
export function readDomainCapabilities(xml: string): DomainCapabilities {
  const root = parseXml(xml, 'domainCapabilities');
  const supported = (element: Element): boolean => attribute(element, 'supported') === 'yes';
  return present<DomainCapabilities>({
    emulator: text(root, 'path'),
    domainType: text(root, 'domain') ?? '',
    machine: text(root, 'machine'),
    architecture: text(root, 'arch') ?? '',
    maximumVcpus: whole(at(root, 'vcpu', 'max')),
    cpuModes: children(child(root, 'cpu'), 'mode').map((mode) => ({
      name: attribute(mode, 'name') ?? '',
      supported: supported(mode),
      models: children(mode, 'model').map((model) => ({
        name: text(model) ?? '',
        usable: attribute(model, 'usable') !== 'no',
      })),
    })),
    devices: Object.fromEntries(
      children(child(root, 'devices'))
        .filter(supported)
        .map((device) => [device.tagName, choices(device)]),
    ),
    features: children(child(root, 'features'))
      .filter(supported)
      .map(({ tagName }) => tagName),
    firmware: choices(child(root, 'os'))['firmware'] ?? [],
  });
}

function choices(element: Element | undefined): { [choice: string]: readonly string[] } {
  return Object.fromEntries(
    children(element, 'enum').map((choice) => [
      attribute(choice, 'name') ?? '',
      children(choice, 'value').map((value) => text(value) ?? ''),
    ]),
  );
}
