import { type BlockJobType, blockJobType } from '../enums.ts';
import type { DomainReference } from '../events/hub.ts';
import { bits, domainFlags, type Flags, impact } from '../flags.ts';
import type { CallOptions, RpcClient } from '../rpc/client.ts';
import { TypedParameters } from '../xdr/typed-parameters.ts';

const f = domainFlags;

export interface BlockInfo {
  readonly capacityBytes: bigint;
  readonly allocationBytes: bigint;
  readonly physicalBytes: bigint;
}

export interface BlockJob {
  readonly type: BlockJobType;
  readonly bandwidth: bigint;
  /** How far it is, of `end`; equal means that it waits for a pivot or is done. */
  readonly current: bigint;
  readonly end: bigint;
}

/** The disks of a running domain. A disk is named by its target (`vda`) or its path. */
export class DomainDisks {
  readonly #client: RpcClient;
  readonly #dom: DomainReference;

  constructor(client: RpcClient, reference: DomainReference) {
    this.#client = client;
    this.#dom = reference;
  }

  async info(disk: string, options?: CallOptions): Promise<BlockInfo> {
    const info = await this.#client.call('domainGetBlockInfo', { dom: this.#dom, path: disk }, options);
    return { capacityBytes: info.capacity, allocationBytes: info.allocation, physicalBytes: info.physical };
  }

  async stats(disk: string, options?: CallOptions) {
    return this.#client.call('domainBlockStats', { dom: this.#dom, path: disk }, options);
  }

  async statsFlags(disk: string, options?: CallOptions): Promise<TypedParameters> {
    const asked = { dom: this.#dom, path: disk };
    const { nparams } = await this.#client.call('domainBlockStatsFlags', { ...asked, nparams: 0 }, options);
    return (await this.#client.call('domainBlockStatsFlags', { ...asked, nparams }, options)).params;
  }

  async resize(disk: string, sizeBytes: bigint, options?: CallOptions): Promise<void> {
    const args = { dom: this.#dom, disk, size: sizeBytes, flags: bits(f.blockResize, { bytes: true }) };
    await this.#client.call('domainBlockResize', args, options);
  }

  /** Merges a layer down into the one below. With `active`, pivot by `abortJob` when the job is ready. */
  async commit(
    disk: string,
    base: string | null = null,
    top: string | null = null,
    flags?: Flags<typeof f.blockCommit>,
    bandwidth = 0n,
    options?: CallOptions,
  ): Promise<void> {
    const args = { dom: this.#dom, disk, base, top, bandwidth, flags: bits(f.blockCommit, flags) };
    await this.#client.call('domainBlockCommit', args, options);
  }

  /** Pulls all layers below into this one, so that it stands alone. */
  async pull(disk: string, flags?: Flags<typeof f.blockPull>, bandwidth = 0n, options?: CallOptions): Promise<void> {
    const args = { dom: this.#dom, path: disk, bandwidth, flags: bits(f.blockPull, flags) };
    await this.#client.call('domainBlockPull', args, options);
  }

  async rebase(
    disk: string,
    base: string | null,
    flags?: Flags<typeof f.blockRebase>,
    bandwidth = 0n,
    options?: CallOptions,
  ): Promise<void> {
    const args = { dom: this.#dom, path: disk, base, bandwidth, flags: bits(f.blockRebase, flags) };
    await this.#client.call('domainBlockRebase', args, options);
  }

  /** Mirrors the disk to another place, described by a `<disk>` element. */
  async copy(
    disk: string,
    destinationXml: string,
    flags?: Flags<typeof f.blockCopy>,
    params = new TypedParameters(),
    options?: CallOptions,
  ): Promise<void> {
    const args = { dom: this.#dom, path: disk, destxml: destinationXml, params, flags: bits(f.blockCopy, flags) };
    await this.#client.call('domainBlockCopy', args, options);
  }

  /** The job on that disk; undefined when there is none. */
  async job(disk: string, options?: CallOptions): Promise<BlockJob | undefined> {
    const job = await this.#client.call('domainGetBlockJobInfo', { dom: this.#dom, path: disk }, options);
    if (!job.found) return undefined;
    return { type: blockJobType(job.type), bandwidth: job.bandwidth, current: job.cur, end: job.end };
  }

  async abortJob(disk: string, flags?: Flags<typeof f.blockJobAbort>, options?: CallOptions): Promise<void> {
    const args = { dom: this.#dom, path: disk, flags: bits(f.blockJobAbort, flags) };
    await this.#client.call('domainBlockJobAbort', args, options);
  }

  async setJobSpeed(disk: string, bandwidthMibPerSecond: bigint, options?: CallOptions): Promise<void> {
    const args = { dom: this.#dom, path: disk, bandwidth: bandwidthMibPerSecond };
    await this.#client.call('domainBlockJobSetSpeed', args, options);
  }

  async ioTune(disk: string | null, flags?: Flags<typeof impact>, options?: CallOptions): Promise<TypedParameters> {
    const asked = { dom: this.#dom, disk, flags: bits(impact, flags) };
    const { nparams } = await this.#client.call('domainGetBlockIoTune', { ...asked, nparams: 0 }, options);
    return (await this.#client.call('domainGetBlockIoTune', { ...asked, nparams }, options)).params;
  }

  async setIoTune(
    disk: string,
    params: TypedParameters,
    flags?: Flags<typeof impact>,
    options?: CallOptions,
  ): Promise<void> {
    await this.#client.call(
      'domainSetBlockIoTune',
      { dom: this.#dom, disk, params, flags: bits(impact, flags) },
      options,
    );
  }

  async errors(options?: CallOptions): Promise<readonly { readonly disk: string; readonly error: number }[]> {
    return (await this.#client.call('domainGetDiskErrors', { dom: this.#dom, maxerrors: 256 }, options)).errors;
  }

  async setThreshold(device: string, thresholdBytes: bigint, options?: CallOptions): Promise<void> {
    await this.#client.call(
      'domainSetBlockThreshold',
      { dom: this.#dom, dev: device, threshold: thresholdBytes },
      options,
    );
  }

  async peek(disk: string, offsetBytes: bigint, sizeBytes: number, options?: CallOptions): Promise<Uint8Array> {
    const args = { dom: this.#dom, path: disk, offset: offsetBytes, size: sizeBytes };
    return (await this.#client.call('domainBlockPeek', args, options)).buffer;
  }
}
