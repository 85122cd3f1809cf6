import { type DomainState, domainState, type JobType, jobType } from '../enums.ts';
import type { DomainReference } from '../events/hub.ts';
import { bits, domainFlags, type Flags } from '../flags.ts';
import type { CallOptions, RpcClient } from '../rpc/client.ts';
import type { TypedParameters } from '../xdr/typed-parameters.ts';
import { DomainDevices } from './domain-devices.ts';
import { DomainDisks } from './domain-disks.ts';
import { DomainGuest } from './domain-guest.ts';
import { DomainSnapshots } from './domain-snapshots.ts';
import { DomainTuning } from './domain-tuning.ts';

const f = domainFlags;

export interface DomainInfo {
  readonly state: DomainState;
  readonly maximumMemoryKib: bigint;
  readonly memoryKib: bigint;
  readonly vcpus: number;
  readonly cpuTimeNs: bigint;
}

/** A domain on one host: its life and state. What it is made of and what runs in it is in `devices`, `disks`, `guest`, `snapshots`, `tuning`. */
export class Domain {
  readonly client: RpcClient;
  readonly reference: DomainReference;

  constructor(client: RpcClient, reference: DomainReference) {
    this.client = client;
    this.reference = reference;
  }

  get name(): string {
    return this.reference.name;
  }

  get uuid(): string {
    return this.reference.uuid;
  }

  /** The number it had while running when this object was made; -1 when it did not run. */
  get id(): number {
    return this.reference.id;
  }

  get devices(): DomainDevices {
    return new DomainDevices(this.client, this.reference);
  }

  get disks(): DomainDisks {
    return new DomainDisks(this.client, this.reference);
  }

  get guest(): DomainGuest {
    return new DomainGuest(this.client, this.reference);
  }

  get snapshots(): DomainSnapshots {
    return new DomainSnapshots(this.client, this.reference);
  }

  get tuning(): DomainTuning {
    return new DomainTuning(this.client, this.reference);
  }

  async xml(flags?: Flags<typeof f.xml>, options?: CallOptions): Promise<string> {
    const args = { dom: this.reference, flags: bits(f.xml, flags) };
    return (await this.client.call('domainGetXmlDesc', args, options)).xml;
  }

  /** The state and libvirt's number for its reason. */
  async state(options?: CallOptions): Promise<{ readonly state: DomainState; readonly reason: number }> {
    const { state, reason } = await this.client.call('domainGetState', { dom: this.reference }, options);
    return { state: domainState(state), reason };
  }

  async info(options?: CallOptions): Promise<DomainInfo> {
    const info = await this.client.call('domainGetInfo', { dom: this.reference }, options);
    return {
      state: domainState(info.state),
      maximumMemoryKib: info.maxMem,
      memoryKib: info.memory,
      vcpus: info.nrVirtCpu,
      cpuTimeNs: info.cpuTime,
    };
  }

  async start(flags?: Flags<typeof f.create>, options?: CallOptions): Promise<Domain> {
    const args = { dom: this.reference, flags: bits(f.create, flags) };
    return new Domain(this.client, (await this.client.call('domainCreateWithFlags', args, options)).dom);
  }

  /** Asks the guest to shut down; returns when it was asked, not when it is down. */
  async shutdown(modes?: Flags<typeof f.shutdown>, options?: CallOptions): Promise<void> {
    await this.client.call('domainShutdownFlags', { dom: this.reference, flags: bits(f.shutdown, modes) }, options);
  }

  async reboot(modes?: Flags<typeof f.shutdown>, options?: CallOptions): Promise<void> {
    await this.client.call('domainReboot', { dom: this.reference, flags: bits(f.shutdown, modes) }, options);
  }

  async reset(options?: CallOptions): Promise<void> {
    await this.client.call('domainReset', { dom: this.reference }, options);
  }

  /** Stops it at once, like pulling the plug. */
  async destroy(flags?: Flags<typeof f.destroy>, options?: CallOptions): Promise<void> {
    await this.client.call('domainDestroyFlags', { dom: this.reference, flags: bits(f.destroy, flags) }, options);
  }

  /** Pauses the virtual processors. */
  async suspend(options?: CallOptions): Promise<void> {
    await this.client.call('domainSuspend', { dom: this.reference }, options);
  }

  async resume(options?: CallOptions): Promise<void> {
    await this.client.call('domainResume', { dom: this.reference }, options);
  }

  async undefine(flags?: Flags<typeof f.undefine>, options?: CallOptions): Promise<void> {
    await this.client.call('domainUndefineFlags', { dom: this.reference, flags: bits(f.undefine, flags) }, options);
  }

  async rename(name: string, options?: CallOptions): Promise<void> {
    await this.client.call('domainRename', { dom: this.reference, newName: name }, options);
  }

  /** Saves memory to a file on the host and stops. */
  async save(
    path: string,
    xml: string | null = null,
    flags?: Flags<typeof f.save>,
    options?: CallOptions,
  ): Promise<void> {
    const args = { dom: this.reference, to: path, dxml: xml, flags: bits(f.save, flags) };
    await this.client.call('domainSaveFlags', args, options);
  }

  /** Saves memory where libvirt keeps it; the next start restores it. */
  async managedSave(flags?: Flags<typeof f.save>, options?: CallOptions): Promise<void> {
    await this.client.call('domainManagedSave', { dom: this.reference, flags: bits(f.save, flags) }, options);
  }

  async hasManagedSave(options?: CallOptions): Promise<boolean> {
    return (await this.client.call('domainHasManagedSaveImage', { dom: this.reference }, options)).result;
  }

  async removeManagedSave(options?: CallOptions): Promise<void> {
    await this.client.call('domainManagedSaveRemove', { dom: this.reference }, options);
  }

  async coreDump(path: string, flags?: Flags<typeof f.dump>, options?: CallOptions): Promise<void> {
    await this.client.call('domainCoreDump', { dom: this.reference, to: path, flags: bits(f.dump, flags) }, options);
  }

  async isActive(options?: CallOptions): Promise<boolean> {
    return (await this.client.call('domainIsActive', { dom: this.reference }, options)).active;
  }

  async isPersistent(options?: CallOptions): Promise<boolean> {
    return (await this.client.call('domainIsPersistent', { dom: this.reference }, options)).persistent;
  }

  async autostart(options?: CallOptions): Promise<boolean> {
    return (await this.client.call('domainGetAutostart', { dom: this.reference }, options)).autostart;
  }

  async setAutostart(autostart: boolean, options?: CallOptions): Promise<void> {
    await this.client.call('domainSetAutostart', { dom: this.reference, autostart }, options);
  }

  /** The job under way, such as a save or a migration, with its figures. */
  async job(
    flags?: Flags<typeof f.jobStats>,
    options?: CallOptions,
  ): Promise<{ readonly type: JobType; readonly figures: TypedParameters }> {
    const args = { dom: this.reference, flags: bits(f.jobStats, flags) };
    const { type, params } = await this.client.call('domainGetJobStats', args, options);
    return { type: jobType(type), figures: params };
  }

  async abortJob(options?: CallOptions): Promise<void> {
    await this.client.call('domainAbortJob', { dom: this.reference }, options);
  }
}
