import type { Element } from '@xmldom/xmldom';
import { at, attribute, child, children, parseXml, present, text, whole } from './read.ts';

export interface NetworkAddress {
  readonly family: 'ipv4' | 'ipv6';
  readonly address: string;
  readonly prefix?: number;
  readonly netmask?: string;
  readonly dhcpRanges: readonly { readonly start: string; readonly end: string }[];
  readonly dhcpHosts: readonly { readonly mac?: string; readonly name?: string; readonly address: string }[];
}

export interface NetworkDescription {
  readonly name: string;
  readonly uuid?: string;
  /** `nat`, `route`, `open`, `bridge`, `private`, …; absent means isolated. */
  readonly forward?: string;
  readonly bridge?: string;
  readonly mac?: string;
  readonly domainName?: string;
  readonly mtu?: number;
  readonly addresses: readonly NetworkAddress[];
  readonly portgroups: readonly string[];
  /** Interfaces in use, as libvirt counts them. */
  readonly connections?: number;
}

export function readNetwork(xml: string): NetworkDescription {
  const root = parseXml(xml, 'network');
  const forward = child(root, 'forward');
  return present<NetworkDescription>({
    name: text(root, 'name') ?? '',
    uuid: text(root, 'uuid'),
    forward: forward === undefined ? undefined : (attribute(forward, 'mode') ?? 'nat'),
    bridge: at(root, 'bridge', 'name'),
    mac: at(root, 'mac', 'address'),
    domainName: at(root, 'domain', 'name'),
    mtu: whole(at(root, 'mtu', 'size')),
    addresses: children(root, 'ip').map(readAddress),
    portgroups: children(root, 'portgroup').map((group) => attribute(group, 'name') ?? ''),
    connections: whole(attribute(root, 'connections')),
  });
}

function readAddress(element: Element): NetworkAddress {
  const dhcp = child(element, 'dhcp');
  return present<NetworkAddress>({
    family: attribute(element, 'family') === 'ipv6' ? 'ipv6' : 'ipv4',
    address: attribute(element, 'address') ?? '',
    prefix: whole(attribute(element, 'prefix')),
    netmask: attribute(element, 'netmask'),
    dhcpRanges: children(dhcp, 'range').map((range) => ({
      start: attribute(range, 'start') ?? '',
      end: attribute(range, 'end') ?? '',
    })),
    dhcpHosts: children(dhcp, 'host').map((host) =>
      present<NetworkAddress['dhcpHosts'][number]>({
        mac: attribute(host, 'mac'),
        name: attribute(host, 'name'),
        address: attribute(host, 'ip') ?? '',
      }),
    ),
  });
}
