import { addressFamily, feature } from '../enums.ts';
import type { NetworkReference } from '../events/hub.ts';
import { bits, type Flags, hostFlags, impact } from '../flags.ts';
import type { ResultFor } from '../procedures/index.ts';
import type { CallOptions, RpcClient } from '../rpc/client.ts';
import type { TypedParameters } from '../xdr/typed-parameters.ts';

const f = hostFlags;

export type NetworkPortReference = ResultFor<'networkPortCreateXml'>['port'];

export interface DhcpLease {
  readonly interface: string;
  readonly mac: string | null;
  readonly address: string;
  readonly family: string;
  readonly prefix: number;
  readonly hostname: string | null;
  readonly clientId: string | null;
  readonly expiresAtSeconds: bigint;
}

/** What part of a network an update changes, and how; libvirt's numbers. */
export const networkUpdateCommand = { modify: 1, delete: 2, addLast: 3, addFirst: 4 } as const;
// biome-ignore format: a table of names by number.
export const networkSection = { bridge: 1, domain: 2, ip: 3, ipDhcpHost: 4, ipDhcpRange: 5, forward: 6, forwardInterface: 7, forwardPf: 8, portgroup: 9, dnsHost: 10, dnsTxt: 11, dnsSrv: 12 } as const;

export class Network {
  readonly client: RpcClient;
  readonly reference: NetworkReference;

  constructor(client: RpcClient, reference: NetworkReference) {
    this.client = client;
    this.reference = reference;
  }

  get name(): string {
    return this.reference.name;
  }

  get uuid(): string {
    return this.reference.uuid;
  }

  async xml(flags?: Flags<typeof f.networkXml>, options?: CallOptions): Promise<string> {
    const args = { net: this.reference, flags: bits(f.networkXml, flags) };
    return (await this.client.call('networkGetXmlDesc', args, options)).xml;
  }

  async start(options?: CallOptions): Promise<void> {
    await this.client.call('networkCreate', { net: this.reference }, options);
  }

  async stop(options?: CallOptions): Promise<void> {
    await this.client.call('networkDestroy', { net: this.reference }, options);
  }

  async undefine(options?: CallOptions): Promise<void> {
    await this.client.call('networkUndefine', { net: this.reference }, options);
  }

  /** Changes one part without stopping it, for example adds a DHCP host. */
  async update(
    command: keyof typeof networkUpdateCommand,
    section: keyof typeof networkSection,
    xml: string,
    flags?: Flags<typeof impact>,
    parentIndex = -1,
    options?: CallOptions,
  ): Promise<void> {
    // Daemons before 7.2 take command and section the wrong way round; the ones that don't say so by a feature.
    const asked = { feature: feature.networkUpdateHasCorrectOrder };
    const { supported } = await this.client.call('connectSupportsFeature', asked, options);
    const numbers = [networkUpdateCommand[command], networkSection[section]] as const;
    const [first, second] = supported ? numbers : ([numbers[1], numbers[0]] as const);
    const args = { net: this.reference, command: first, section: second, parentIndex, xml };
    await this.client.call('networkUpdate', { ...args, flags: bits(impact, flags) }, options);
  }

  async bridge(options?: CallOptions): Promise<string> {
    return (await this.client.call('networkGetBridgeName', { net: this.reference }, options)).name;
  }

  async isActive(options?: CallOptions): Promise<boolean> {
    return (await this.client.call('networkIsActive', { net: this.reference }, options)).active;
  }

  async isPersistent(options?: CallOptions): Promise<boolean> {
    return (await this.client.call('networkIsPersistent', { net: this.reference }, options)).persistent;
  }

  async autostart(options?: CallOptions): Promise<boolean> {
    return (await this.client.call('networkGetAutostart', { net: this.reference }, options)).autostart;
  }

  async setAutostart(autostart: boolean, options?: CallOptions): Promise<void> {
    await this.client.call('networkSetAutostart', { net: this.reference, autostart }, options);
  }

  async leases(mac: string | null = null, options?: CallOptions): Promise<readonly DhcpLease[]> {
    const args = { net: this.reference, mac, needResults: true };
    const { leases } = await this.client.call('networkGetDhcpLeases', args, options);
    return leases.map((lease) => ({
      interface: lease.iface,
      mac: lease.mac,
      address: lease.ipaddr,
      family: addressFamily(lease.type),
      prefix: lease.prefix,
      hostname: lease.hostname,
      clientId: lease.clientid,
      expiresAtSeconds: lease.expirytime,
    }));
  }

  async ports(options?: CallOptions): Promise<readonly NetworkPortReference[]> {
    const args = { network: this.reference, needResults: true };
    return (await this.client.call('networkListAllPorts', args, options)).ports;
  }

  async portXml(port: NetworkPortReference, options?: CallOptions): Promise<string> {
    return (await this.client.call('networkPortGetXmlDesc', { port }, options)).xml;
  }

  async createPort(
    xml: string,
    flags?: Flags<typeof f.networkPort>,
    options?: CallOptions,
  ): Promise<NetworkPortReference> {
    const args = { network: this.reference, xml, flags: bits(f.networkPort, flags) };
    return (await this.client.call('networkPortCreateXml', args, options)).port;
  }

  async setPortParameters(port: NetworkPortReference, params: TypedParameters, options?: CallOptions): Promise<void> {
    await this.client.call('networkPortSetParameters', { port, params }, options);
  }

  async deletePort(port: NetworkPortReference, options?: CallOptions): Promise<void> {
    await this.client.call('networkPortDelete', { port }, options);
  }
}
