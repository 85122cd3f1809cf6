import { type SecretUsage, secretUsage } from '../enums.ts';
import type { NodeDeviceReference, SecretReference } from '../events/hub.ts';
import type { ResultFor } from '../procedures/index.ts';
import type { CallOptions, RpcClient } from '../rpc/client.ts';

export type NwFilterReference = ResultFor<'nwfilterLookupByName'>['nwfilter'];
export type NwFilterBindingReference = ResultFor<'nwfilterBindingCreateXml'>['nwfilter'];
export type InterfaceReference = ResultFor<'interfaceLookupByName'>['iface'];

/** A packet filter. */
export class NwFilter {
  readonly client: RpcClient;
  readonly reference: NwFilterReference;

  constructor(client: RpcClient, reference: NwFilterReference) {
    this.client = client;
    this.reference = reference;
  }

  get name(): string {
    return this.reference.name;
  }

  get uuid(): string {
    return this.reference.uuid;
  }

  async xml(options?: CallOptions): Promise<string> {
    return (await this.client.call('nwfilterGetXmlDesc', { nwfilter: this.reference }, options)).xml;
  }

  async undefine(options?: CallOptions): Promise<void> {
    await this.client.call('nwfilterUndefine', { nwfilter: this.reference }, options);
  }
}

/** A packet filter as it is bound to one port. */
export class NwFilterBinding {
  readonly client: RpcClient;
  readonly reference: NwFilterBindingReference;

  constructor(client: RpcClient, reference: NwFilterBindingReference) {
    this.client = client;
    this.reference = reference;
  }

  get port(): string {
    return this.reference.portdev;
  }

  get filter(): string {
    return this.reference.filtername;
  }

  async xml(options?: CallOptions): Promise<string> {
    return (await this.client.call('nwfilterBindingGetXmlDesc', { nwfilter: this.reference }, options)).xml;
  }

  async delete(options?: CallOptions): Promise<void> {
    await this.client.call('nwfilterBindingDelete', { nwfilter: this.reference }, options);
  }
}

/** A device of the host. */
export class NodeDevice {
  readonly client: RpcClient;
  readonly name: string;

  constructor(client: RpcClient, reference: NodeDeviceReference) {
    this.client = client;
    this.name = reference.name;
  }

  async xml(options?: CallOptions): Promise<string> {
    return (await this.client.call('nodeDeviceGetXmlDesc', { name: this.name }, options)).xml;
  }

  async parent(options?: CallOptions): Promise<string | null> {
    return (await this.client.call('nodeDeviceGetParent', { name: this.name }, options)).parentName;
  }

  async capabilities(options?: CallOptions): Promise<readonly string[]> {
    const { num } = await this.client.call('nodeDeviceNumOfCaps', { name: this.name }, options);
    return (await this.client.call('nodeDeviceListCaps', { name: this.name, maxnames: num }, options)).names;
  }

  /** Takes it from the host's driver, so that a guest can have it. */
  async detach(driver: string | null = null, options?: CallOptions): Promise<void> {
    await this.client.call('nodeDeviceDetachFlags', { name: this.name, driverName: driver }, options);
  }

  async reattach(options?: CallOptions): Promise<void> {
    await this.client.call('nodeDeviceReAttach', { name: this.name }, options);
  }

  async reset(options?: CallOptions): Promise<void> {
    await this.client.call('nodeDeviceReset', { name: this.name }, options);
  }

  async start(options?: CallOptions): Promise<void> {
    await this.client.call('nodeDeviceCreate', { name: this.name }, options);
  }

  async destroy(options?: CallOptions): Promise<void> {
    await this.client.call('nodeDeviceDestroy', { name: this.name }, options);
  }

  async undefine(options?: CallOptions): Promise<void> {
    await this.client.call('nodeDeviceUndefine', { name: this.name }, options);
  }
}

/** A network interface of the host. */
export class HostInterface {
  readonly client: RpcClient;
  readonly reference: InterfaceReference;

  constructor(client: RpcClient, reference: InterfaceReference) {
    this.client = client;
    this.reference = reference;
  }

  get name(): string {
    return this.reference.name;
  }

  get mac(): string {
    return this.reference.mac;
  }

  async xml(options?: CallOptions): Promise<string> {
    return (await this.client.call('interfaceGetXmlDesc', { iface: this.reference }, options)).xml;
  }

  async start(options?: CallOptions): Promise<void> {
    await this.client.call('interfaceCreate', { iface: this.reference }, options);
  }

  async stop(options?: CallOptions): Promise<void> {
    await this.client.call('interfaceDestroy', { iface: this.reference }, options);
  }

  async undefine(options?: CallOptions): Promise<void> {
    await this.client.call('interfaceUndefine', { iface: this.reference }, options);
  }
}

/** A secret that libvirt keeps: a passphrase, a key. */
export class Secret {
  readonly client: RpcClient;
  readonly reference: SecretReference;

  constructor(client: RpcClient, reference: SecretReference) {
    this.client = client;
    this.reference = reference;
  }

  get uuid(): string {
    return this.reference.uuid;
  }

  get usage(): SecretUsage | undefined {
    const names = Object.keys(secretUsage) as SecretUsage[];
    return names.find((name) => secretUsage[name] === this.reference.usageType);
  }

  get usageId(): string {
    return this.reference.usageID;
  }

  async xml(options?: CallOptions): Promise<string> {
    return (await this.client.call('secretGetXmlDesc', { secret: this.reference }, options)).xml;
  }

  async setValue(value: Uint8Array, options?: CallOptions): Promise<void> {
    await this.client.call('secretSetValue', { secret: this.reference, value }, options);
  }

  async value(options?: CallOptions): Promise<Uint8Array> {
    return (await this.client.call('secretGetValue', { secret: this.reference }, options)).value;
  }

  async undefine(options?: CallOptions): Promise<void> {
    await this.client.call('secretUndefine', { secret: this.reference }, options);
  }
}
