import { type AddressSource, addressFamily, addressSource } from '../enums.ts';
import type { DomainReference } from '../events/hub.ts';
import { bits, domainFlags, type Flags } from '../flags.ts';
import type { CallOptions, RpcClient } from '../rpc/client.ts';
import type { ClientStream } from '../rpc/client-stream.ts';
import type { TypedParameters } from '../xdr/typed-parameters.ts';

const f = domainFlags;

export interface GuestInterface {
  readonly name: string;
  readonly mac: string | null;
  readonly addresses: readonly { readonly family: string; readonly address: string; readonly prefix: number }[];
}

/** Kinds of information the agent gives; libvirt's bits. */
const infoBits = { users: 1, os: 2, timezone: 4, hostname: 8, filesystem: 16, disks: 32, interfaces: 64 } as const;

/** What runs in a domain: its agent, consoles, screen, keys, time. Most of it needs the guest agent. */
export class DomainGuest {
  readonly #client: RpcClient;
  readonly #dom: DomainReference;

  constructor(client: RpcClient, reference: DomainReference) {
    this.#client = client;
    this.#dom = reference;
  }

  /** Sends one JSON command to the agent and returns its JSON answer. -2 waits for ever, -1 libvirt's default. */
  async agentCommand(command: object, timeoutSeconds = -1, options?: CallOptions): Promise<unknown> {
    const args = { dom: this.#dom, cmd: JSON.stringify(command), timeout: timeoutSeconds };
    const { result } = await this.#client.call('qemuDomainAgentCommand', args, options);
    return result === null ? undefined : JSON.parse(result);
  }

  /** Sends one JSON command to QEMU's monitor. libvirt does not know what was done so. */
  async monitorCommand(command: object, options?: CallOptions): Promise<unknown> {
    const args = { dom: this.#dom, cmd: JSON.stringify(command) };
    return JSON.parse((await this.#client.call('qemuDomainMonitorCommand', args, options)).result);
  }

  async info(kinds: Flags<typeof infoBits>, options?: CallOptions): Promise<TypedParameters> {
    const args = { dom: this.#dom, types: bits(infoBits, kinds) };
    return (await this.#client.call('domainGetGuestInfo', args, options)).params;
  }

  async hostname(flags?: Flags<typeof f.hostname>, options?: CallOptions): Promise<string> {
    const args = { dom: this.#dom, flags: bits(f.hostname, flags) };
    return (await this.#client.call('domainGetHostname', args, options)).hostname;
  }

  async addresses(source: AddressSource, options?: CallOptions): Promise<readonly GuestInterface[]> {
    const args = { dom: this.#dom, source: addressSource[source] };
    const { ifaces } = await this.#client.call('domainInterfaceAddresses', args, options);
    return ifaces.map(({ name, hwaddr, addrs }) => ({
      name,
      mac: hwaddr,
      addresses: addrs.map(({ type, addr, prefix }) => ({ family: addressFamily(type), address: addr, prefix })),
    }));
  }

  async setPassword(
    user: string,
    password: string,
    flags?: Flags<typeof f.password>,
    options?: CallOptions,
  ): Promise<void> {
    const args = { dom: this.#dom, user, password, flags: bits(f.password, flags) };
    await this.#client.call('domainSetUserPassword', args, options);
  }

  async sshKeys(user: string, options?: CallOptions): Promise<readonly string[]> {
    return (await this.#client.call('domainAuthorizedSshKeysGet', { dom: this.#dom, user }, options)).keys;
  }

  async setSshKeys(
    user: string,
    keys: readonly string[],
    flags?: Flags<typeof f.sshKeys>,
    options?: CallOptions,
  ): Promise<void> {
    const args = { dom: this.#dom, user, keys, flags: bits(f.sshKeys, flags) };
    await this.#client.call('domainAuthorizedSshKeysSet', args, options);
  }

  async freezeFilesystems(mountpoints: readonly string[] = [], options?: CallOptions): Promise<number> {
    return (await this.#client.call('domainFsfreeze', { dom: this.#dom, mountpoints }, options)).filesystems;
  }

  async thawFilesystems(mountpoints: readonly string[] = [], options?: CallOptions): Promise<number> {
    return (await this.#client.call('domainFsthaw', { dom: this.#dom, mountpoints }, options)).filesystems;
  }

  async trimFilesystems(mountpoint: string | null = null, minimumBytes = 0n, options?: CallOptions): Promise<void> {
    await this.#client.call('domainFstrim', { dom: this.#dom, mountPoint: mountpoint, minimum: minimumBytes }, options);
  }

  async filesystems(options?: CallOptions) {
    return (await this.#client.call('domainGetFsinfo', { dom: this.#dom }, options)).info;
  }

  async time(options?: CallOptions): Promise<{ readonly seconds: bigint; readonly nseconds: number }> {
    return this.#client.call('domainGetTime', { dom: this.#dom }, options);
  }

  /** Sets the guest's clock; without a time it is synchronised from its hardware clock. */
  async setTime(time?: { readonly seconds: bigint; readonly nseconds: number }, options?: CallOptions): Promise<void> {
    const args = { dom: this.#dom, seconds: time?.seconds ?? 0n, nseconds: time?.nseconds ?? 0 };
    await this.#client.call(
      'domainSetTime',
      { ...args, flags: bits(f.setTime, { sync: time === undefined }) },
      options,
    );
  }

  /** A console, both ways. `device` is the alias of a console, serial or parallel device; null the first. */
  console(device: string | null = null, flags?: Flags<typeof f.console>, options?: CallOptions): Promise<ClientStream> {
    const args = { dom: this.#dom, devName: device, flags: bits(f.console, flags) };
    return this.#client.openStream('domainOpenConsole', args, options);
  }

  channel(name: string | null = null, flags?: Flags<typeof f.console>, options?: CallOptions): Promise<ClientStream> {
    const args = { dom: this.#dom, name, flags: bits(f.console, flags) };
    return this.#client.openStream('domainOpenChannel', args, options);
  }

  /** The picture of a screen, mostly PPM or PNG, as a stream. */
  screenshot(screen = 0, options?: CallOptions): Promise<ClientStream> {
    return this.#client.openStream('domainScreenshot', { dom: this.#dom, screen }, options);
  }

  /** Presses keys together. `codeset` 0 is Linux key codes. */
  async sendKeys(keycodes: readonly number[], holdMs = 0, codeset = 0, options?: CallOptions): Promise<void> {
    await this.#client.call('domainSendKey', { dom: this.#dom, codeset, holdtime: holdMs, keycodes }, options);
  }

  async injectNmi(options?: CallOptions): Promise<void> {
    await this.#client.call('domainInjectNmi', { dom: this.#dom }, options);
  }
}
