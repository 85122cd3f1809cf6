/**
 * One connection as its user sees it. Long because it is the list of what a host can be asked: each entry is a line
 * or two that hands on to the object or procedure that does it.
 */
import { authenticate } from '../auth/authenticate.ts';
import type { Credentials } from '../auth/credentials.ts';
import type { Channel, ChannelFacts } from '../channel.ts';
import { type Feature, feature, type SecretUsage, secretUsage } from '../enums.ts';
import type { ConnectionError } from '../errors.ts';
import { EventHub } from '../events/hub.ts';
import { bits, domainFlags, type Flags, hostFlags, statsFlags, storageFlags } from '../flags.ts';
import { type CallOptions, type ClientOptions, RpcClient } from '../rpc/client.ts';
import { defaultKeepalive, type KeepaliveOptions } from '../rpc/keepalive.ts';
import type { TypedParameters } from '../xdr/typed-parameters.ts';
import { Domain } from './domain.ts';
import { HostInterface, NodeDevice, NwFilter, NwFilterBinding, Secret } from './host-objects.ts';
import { Network } from './network.ts';
import { Node } from './node.ts';
import { StoragePool, Volume } from './storage.ts';

const goodbyeTimeoutMs = 2_000;

export interface OpenOptions extends ClientOptions {
  /** The driver to open on the host: `qemu:///system`, `test:///default`; null lets the daemon choose. */
  readonly driver?: string | null;
  readonly readOnly?: boolean;
  readonly credentials?: Credentials;
  /** null leaves out asking a silent host for a sign of life. */
  readonly keepalive?: KeepaliveOptions | null;
  readonly signal?: AbortSignal;
}

export interface DomainStats {
  readonly domain: Domain;
  readonly stats: TypedParameters;
}

/**
 * A connection to one host: finds, defines and lists its objects. Objects hold no state but their name: what they say is asked when it
 * is asked for. `call` on `client` reaches every procedure of the table. Long because it is the door to every kind of object.
 */
export class Connection implements AsyncDisposable {
  readonly client: RpcClient;
  readonly facts: ChannelFacts;
  readonly events: EventHub;
  readonly node: Node;

  private constructor(client: RpcClient, facts: ChannelFacts) {
    this.client = client;
    this.facts = facts;
    this.events = new EventHub(client);
    this.node = new Node(client);
  }

  /** Logs in over an open channel and opens the driver. On failure the channel is closed. */
  static async open(channel: Channel, options: OpenOptions = {}): Promise<Connection> {
    const client = new RpcClient(channel, options);
    const limits: CallOptions = options.signal === undefined ? {} : { signal: options.signal };
    try {
      await authenticate(client, channel.facts, options.credentials, limits);
      const keepalive = options.keepalive === undefined ? defaultKeepalive : options.keepalive;
      if (keepalive !== null) {
        // Asking is also how the host learns that it may ask us.
        const { supported } = await client.call(
          'connectSupportsFeature',
          { feature: feature.programKeepalive },
          limits,
        );
        if (supported) client.startKeepalive(keepalive);
      }
      const flags = bits(hostFlags.connect, { readOnly: options.readOnly ?? false });
      await client.call('connectOpen', { name: options.driver ?? null, flags }, limits);
      return new Connection(client, channel.facts);
    } catch (error) {
      client.destroy();
      throw error;
    }
  }

  get host(): string {
    return this.client.host;
  }

  get isClosed(): boolean {
    return this.client.isClosed;
  }

  /** Called once when the connection ends; the error is undefined when we closed it. Returns how to stop listening. */
  onClosed(listener: (error: ConnectionError | undefined) => void): () => void {
    return this.client.onClosed(listener);
  }

  /** Takes leave of the host and closes. Calls under way end with ConnectionClosedError. */
  async close(): Promise<void> {
    if (this.client.isClosed) return;
    await this.client.call('connectClose', {}, { timeoutMs: goodbyeTimeoutMs }).catch(() => {});
    await this.client.end();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async type(options?: CallOptions): Promise<string> {
    return (await this.client.call('connectGetType', {}, options)).type;
  }

  /** libvirt's version on the host, as major × 1,000,000 + minor × 1,000 + release. */
  async libraryVersion(options?: CallOptions): Promise<number> {
    return Number((await this.client.call('connectGetLibVersion', {}, options)).libVer);
  }

  async hypervisorVersion(options?: CallOptions): Promise<number> {
    return Number((await this.client.call('connectGetVersion', {}, options)).hvVer);
  }

  async uri(options?: CallOptions): Promise<string> {
    return (await this.client.call('connectGetUri', {}, options)).uri;
  }

  async supports(name: Feature, options?: CallOptions): Promise<boolean> {
    return (await this.client.call('connectSupportsFeature', { feature: feature[name] }, options)).supported;
  }

  async domains(which?: Flags<typeof domainFlags.list>, options?: CallOptions): Promise<readonly Domain[]> {
    const args = { needResults: true, flags: bits(domainFlags.list, which) };
    const { domains } = await this.client.call('connectListAllDomains', args, options);
    return domains.map((reference) => new Domain(this.client, reference));
  }

  async domainByName(name: string, options?: CallOptions): Promise<Domain> {
    return new Domain(this.client, (await this.client.call('domainLookupByName', { name }, options)).dom);
  }

  async domainByUuid(uuid: string, options?: CallOptions): Promise<Domain> {
    return new Domain(this.client, (await this.client.call('domainLookupByUuid', { uuid }, options)).dom);
  }

  async domainById(id: number, options?: CallOptions): Promise<Domain> {
    return new Domain(this.client, (await this.client.call('domainLookupById', { id }, options)).dom);
  }

  async defineDomain(xml: string, flags?: Flags<typeof domainFlags.define>, options?: CallOptions): Promise<Domain> {
    const args = { xml, flags: bits(domainFlags.define, flags) };
    return new Domain(this.client, (await this.client.call('domainDefineXmlFlags', args, options)).dom);
  }

  /** Starts a domain that is forgotten when it stops. */
  async createDomain(xml: string, flags?: Flags<typeof domainFlags.create>, options?: CallOptions): Promise<Domain> {
    const args = { xmlDesc: xml, flags: bits(domainFlags.create, flags) };
    return new Domain(this.client, (await this.client.call('domainCreateXml', args, options)).dom);
  }

  /** Starts what `domain.save` wrote. */
  async restoreDomain(
    path: string,
    xml: string | null = null,
    flags?: Flags<typeof domainFlags.save>,
    options?: CallOptions,
  ): Promise<void> {
    await this.client.call(
      'domainRestoreFlags',
      { from: path, dxml: xml, flags: bits(domainFlags.save, flags) },
      options,
    );
  }

  /** Statistics of many domains in one call. No groups means all that the host has; no domains means all that `which` selects. */
  async domainStats(
    groups?: Flags<typeof statsFlags.groups>,
    which?: Flags<typeof statsFlags.which>,
    domains: readonly Domain[] = [],
    options?: CallOptions,
  ): Promise<readonly DomainStats[]> {
    const args = {
      doms: domains.map(({ reference }) => reference),
      stats: bits(statsFlags.groups, groups),
      flags: bits(statsFlags.which, which),
    };
    const { retStats } = await this.client.call('connectGetAllDomainStats', args, options);
    return retStats.map(({ dom, params }) => ({ domain: new Domain(this.client, dom), stats: params }));
  }

  async pools(which?: Flags<typeof storageFlags.listPools>, options?: CallOptions): Promise<readonly StoragePool[]> {
    const args = { needResults: true, flags: bits(storageFlags.listPools, which) };
    const { pools } = await this.client.call('connectListAllStoragePools', args, options);
    return pools.map((reference) => new StoragePool(this.client, reference));
  }

  async poolByName(name: string, options?: CallOptions): Promise<StoragePool> {
    return new StoragePool(this.client, (await this.client.call('storagePoolLookupByName', { name }, options)).pool);
  }

  async poolByUuid(uuid: string, options?: CallOptions): Promise<StoragePool> {
    return new StoragePool(this.client, (await this.client.call('storagePoolLookupByUuid', { uuid }, options)).pool);
  }

  async definePool(
    xml: string,
    flags?: Flags<typeof storageFlags.poolDefine>,
    options?: CallOptions,
  ): Promise<StoragePool> {
    const args = { xml, flags: bits(storageFlags.poolDefine, flags) };
    return new StoragePool(this.client, (await this.client.call('storagePoolDefineXml', args, options)).pool);
  }

  async createPool(
    xml: string,
    flags?: Flags<typeof storageFlags.poolCreate>,
    options?: CallOptions,
  ): Promise<StoragePool> {
    const args = { xml, flags: bits(storageFlags.poolCreate, flags) };
    return new StoragePool(this.client, (await this.client.call('storagePoolCreateXml', args, options)).pool);
  }

  async volumeByPath(path: string, options?: CallOptions): Promise<Volume> {
    return new Volume(this.client, (await this.client.call('storageVolLookupByPath', { path }, options)).vol);
  }

  async volumeByKey(key: string, options?: CallOptions): Promise<Volume> {
    return new Volume(this.client, (await this.client.call('storageVolLookupByKey', { key }, options)).vol);
  }

  async networks(which?: Flags<typeof hostFlags.listNetworks>, options?: CallOptions): Promise<readonly Network[]> {
    const args = { needResults: true, flags: bits(hostFlags.listNetworks, which) };
    const { nets } = await this.client.call('connectListAllNetworks', args, options);
    return nets.map((reference) => new Network(this.client, reference));
  }

  async networkByName(name: string, options?: CallOptions): Promise<Network> {
    return new Network(this.client, (await this.client.call('networkLookupByName', { name }, options)).net);
  }

  async networkByUuid(uuid: string, options?: CallOptions): Promise<Network> {
    return new Network(this.client, (await this.client.call('networkLookupByUuid', { uuid }, options)).net);
  }

  async defineNetwork(xml: string, options?: CallOptions): Promise<Network> {
    return new Network(this.client, (await this.client.call('networkDefineXml', { xml }, options)).net);
  }

  async createNetwork(xml: string, options?: CallOptions): Promise<Network> {
    return new Network(this.client, (await this.client.call('networkCreateXml', { xml }, options)).net);
  }

  async interfaces(
    which?: Flags<typeof hostFlags.listInterfaces>,
    options?: CallOptions,
  ): Promise<readonly HostInterface[]> {
    const args = { needResults: true, flags: bits(hostFlags.listInterfaces, which) };
    const { ifaces } = await this.client.call('connectListAllInterfaces', args, options);
    return ifaces.map((reference) => new HostInterface(this.client, reference));
  }

  async nodeDevices(
    which?: Flags<typeof hostFlags.listDevices>,
    options?: CallOptions,
  ): Promise<readonly NodeDevice[]> {
    const args = { needResults: true, flags: bits(hostFlags.listDevices, which) };
    const { devices } = await this.client.call('connectListAllNodeDevices', args, options);
    return devices.map((reference) => new NodeDevice(this.client, reference));
  }

  async nodeDevice(name: string, options?: CallOptions): Promise<NodeDevice> {
    return new NodeDevice(this.client, (await this.client.call('nodeDeviceLookupByName', { name }, options)).dev);
  }

  /** Makes a device that lasts until the host restarts, such as a mediated device or a virtual function. */
  async createNodeDevice(xml: string, options?: CallOptions): Promise<NodeDevice> {
    return new NodeDevice(this.client, (await this.client.call('nodeDeviceCreateXml', { xmlDesc: xml }, options)).dev);
  }

  async nwFilters(options?: CallOptions): Promise<readonly NwFilter[]> {
    const { filters } = await this.client.call('connectListAllNwfilters', { needResults: true }, options);
    return filters.map((reference) => new NwFilter(this.client, reference));
  }

  async nwFilterByName(name: string, options?: CallOptions): Promise<NwFilter> {
    return new NwFilter(this.client, (await this.client.call('nwfilterLookupByName', { name }, options)).nwfilter);
  }

  async defineNwFilter(xml: string, options?: CallOptions): Promise<NwFilter> {
    return new NwFilter(this.client, (await this.client.call('nwfilterDefineXml', { xml }, options)).nwfilter);
  }

  async nwFilterBindings(options?: CallOptions): Promise<readonly NwFilterBinding[]> {
    const { bindings } = await this.client.call('connectListAllNwfilterBindings', { needResults: true }, options);
    return bindings.map((reference) => new NwFilterBinding(this.client, reference));
  }

  async secrets(which?: Flags<typeof hostFlags.listSecrets>, options?: CallOptions): Promise<readonly Secret[]> {
    const args = { needResults: true, flags: bits(hostFlags.listSecrets, which) };
    const { secrets } = await this.client.call('connectListAllSecrets', args, options);
    return secrets.map((reference) => new Secret(this.client, reference));
  }

  async secretByUsage(usage: SecretUsage, usageId: string, options?: CallOptions): Promise<Secret> {
    const args = { usageType: secretUsage[usage], usageID: usageId };
    return new Secret(this.client, (await this.client.call('secretLookupByUsage', args, options)).secret);
  }

  async defineSecret(xml: string, options?: CallOptions): Promise<Secret> {
    return new Secret(this.client, (await this.client.call('secretDefineXml', { xml }, options)).secret);
  }
}
