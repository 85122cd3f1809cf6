import type { DomainReference } from '../events/hub.ts';
import { bits, domainFlags, type Flags, impact } from '../flags.ts';
import type { CallOptions, RpcClient } from '../rpc/client.ts';
import type { TypedParameters } from '../xdr/typed-parameters.ts';

const deviceFlags = domainFlags.device;
type DeviceFlags = Flags<typeof deviceFlags>;
type Impact = Flags<typeof impact>;

const metadataType = { description: 0, title: 1, element: 2 } as const;

/** What a domain is made of: devices, title, description, metadata. */
export class DomainDevices {
  readonly #client: RpcClient;
  readonly #dom: DomainReference;

  constructor(client: RpcClient, reference: DomainReference) {
    this.#client = client;
    this.#dom = reference;
  }

  async attach(xml: string, flags?: DeviceFlags, options?: CallOptions): Promise<void> {
    await this.#client.call(
      'domainAttachDeviceFlags',
      { dom: this.#dom, xml, flags: bits(deviceFlags, flags) },
      options,
    );
  }

  /** For a running guest the device is gone only when the `deviceRemoved` event says so. */
  async detach(xml: string, flags?: DeviceFlags, options?: CallOptions): Promise<void> {
    await this.#client.call(
      'domainDetachDeviceFlags',
      { dom: this.#dom, xml, flags: bits(deviceFlags, flags) },
      options,
    );
  }

  async detachAlias(alias: string, flags?: DeviceFlags, options?: CallOptions): Promise<void> {
    const args = { dom: this.#dom, alias, flags: bits(deviceFlags, flags) };
    await this.#client.call('domainDetachDeviceAlias', args, options);
  }

  async update(xml: string, flags?: DeviceFlags, options?: CallOptions): Promise<void> {
    await this.#client.call(
      'domainUpdateDeviceFlags',
      { dom: this.#dom, xml, flags: bits(deviceFlags, flags) },
      options,
    );
  }

  title(flags?: Impact, options?: CallOptions): Promise<string> {
    return this.#metadata(metadataType.title, null, flags, options);
  }

  setTitle(title: string | null, flags?: Impact, options?: CallOptions): Promise<void> {
    return this.#setMetadata(metadataType.title, title, null, null, flags, options);
  }

  description(flags?: Impact, options?: CallOptions): Promise<string> {
    return this.#metadata(metadataType.description, null, flags, options);
  }

  setDescription(description: string | null, flags?: Impact, options?: CallOptions): Promise<void> {
    return this.#setMetadata(metadataType.description, description, null, null, flags, options);
  }

  /** The XML element stored under that namespace, which libvirt keeps for us without reading it. */
  metadata(uri: string, flags?: Impact, options?: CallOptions): Promise<string> {
    return this.#metadata(metadataType.element, uri, flags, options);
  }

  /** Stores an XML element under that namespace; null removes it. `prefix` is how the namespace is abbreviated in the domain's XML. */
  setMetadata(xml: string | null, prefix: string, uri: string, flags?: Impact, options?: CallOptions): Promise<void> {
    return this.#setMetadata(metadataType.element, xml, prefix, uri, flags, options);
  }

  async interfaceStats(device: string, options?: CallOptions) {
    return this.#client.call('domainInterfaceStats', { dom: this.#dom, device }, options);
  }

  async interfaceParameters(device: string, flags?: Impact, options?: CallOptions): Promise<TypedParameters> {
    const asked = { dom: this.#dom, device, flags: bits(impact, flags) };
    const { nparams } = await this.#client.call('domainGetInterfaceParameters', { ...asked, nparams: 0 }, options);
    return (await this.#client.call('domainGetInterfaceParameters', { ...asked, nparams }, options)).params;
  }

  async setInterfaceParameters(
    device: string,
    params: TypedParameters,
    flags?: Impact,
    options?: CallOptions,
  ): Promise<void> {
    const args = { dom: this.#dom, device, params, flags: bits(impact, flags) };
    await this.#client.call('domainSetInterfaceParameters', args, options);
  }

  async #metadata(type: number, uri: string | null, flags: Impact | undefined, options?: CallOptions): Promise<string> {
    const args = { dom: this.#dom, type, uri, flags: bits(impact, flags) };
    return (await this.#client.call('domainGetMetadata', args, options)).metadata;
  }

  async #setMetadata(
    type: number,
    metadata: string | null,
    key: string | null,
    uri: string | null,
    flags: Impact | undefined,
    options?: CallOptions,
  ): Promise<void> {
    await this.#client.call(
      'domainSetMetadata',
      { dom: this.#dom, type, metadata, key, uri, flags: bits(impact, flags) },
      options,
    );
  }
}
