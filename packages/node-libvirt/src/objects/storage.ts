import { type PoolState, poolState, type VolumeType, volumeType, type WipeAlgorithm, wipeAlgorithm } from '../enums.ts';
import type { PoolReference } from '../events/hub.ts';
import { bits, type Flags, storageFlags } from '../flags.ts';
import type { ResultFor } from '../procedures/index.ts';
import type { CallOptions, RpcClient } from '../rpc/client.ts';
import type { ClientStream } from '../rpc/client-stream.ts';
import { fileSource } from './file-source.ts';

const f = storageFlags;
const sparse = 1;

export type VolumeReference = ResultFor<'storageVolLookupByPath'>['vol'];

export interface PoolInfo {
  readonly state: PoolState;
  readonly capacityBytes: bigint;
  readonly allocationBytes: bigint;
  readonly availableBytes: bigint;
}

export interface VolumeInfo {
  readonly type: VolumeType;
  readonly capacityBytes: bigint;
  readonly allocationBytes: bigint;
}

/** Where in a volume a transfer starts and how long it is; 0 bytes means to its end. */
export interface TransferOptions extends CallOptions {
  readonly offsetBytes?: bigint;
  readonly lengthBytes?: bigint;
  /** Stretches of zeros travel as holes. */
  readonly sparse?: boolean;
}

export class StoragePool {
  readonly client: RpcClient;
  readonly reference: PoolReference;

  constructor(client: RpcClient, reference: PoolReference) {
    this.client = client;
    this.reference = reference;
  }

  get name(): string {
    return this.reference.name;
  }

  get uuid(): string {
    return this.reference.uuid;
  }

  async xml(flags?: Flags<typeof f.poolXml>, options?: CallOptions): Promise<string> {
    const args = { pool: this.reference, flags: bits(f.poolXml, flags) };
    return (await this.client.call('storagePoolGetXmlDesc', args, options)).xml;
  }

  async info(options?: CallOptions): Promise<PoolInfo> {
    const info = await this.client.call('storagePoolGetInfo', { pool: this.reference }, options);
    return {
      state: poolState(info.state),
      capacityBytes: info.capacity,
      allocationBytes: info.allocation,
      availableBytes: info.available,
    };
  }

  async build(flags?: Flags<typeof f.poolBuild>, options?: CallOptions): Promise<void> {
    await this.client.call('storagePoolBuild', { pool: this.reference, flags: bits(f.poolBuild, flags) }, options);
  }

  async start(flags?: Flags<typeof f.poolCreate>, options?: CallOptions): Promise<void> {
    await this.client.call('storagePoolCreate', { pool: this.reference, flags: bits(f.poolCreate, flags) }, options);
  }

  /** Stops using it; its data stays. */
  async stop(options?: CallOptions): Promise<void> {
    await this.client.call('storagePoolDestroy', { pool: this.reference }, options);
  }

  async undefine(options?: CallOptions): Promise<void> {
    await this.client.call('storagePoolUndefine', { pool: this.reference }, options);
  }

  /** Deletes what the pool stands on. */
  async delete(options?: CallOptions): Promise<void> {
    await this.client.call('storagePoolDelete', { pool: this.reference }, options);
  }

  /** Looks for volumes that came or went without libvirt. */
  async refresh(options?: CallOptions): Promise<void> {
    await this.client.call('storagePoolRefresh', { pool: this.reference }, options);
  }

  async isActive(options?: CallOptions): Promise<boolean> {
    return (await this.client.call('storagePoolIsActive', { pool: this.reference }, options)).active;
  }

  async isPersistent(options?: CallOptions): Promise<boolean> {
    return (await this.client.call('storagePoolIsPersistent', { pool: this.reference }, options)).persistent;
  }

  async autostart(options?: CallOptions): Promise<boolean> {
    return (await this.client.call('storagePoolGetAutostart', { pool: this.reference }, options)).autostart;
  }

  async setAutostart(autostart: boolean, options?: CallOptions): Promise<void> {
    await this.client.call('storagePoolSetAutostart', { pool: this.reference, autostart }, options);
  }

  async volumes(options?: CallOptions): Promise<readonly Volume[]> {
    const args = { pool: this.reference, needResults: true };
    const { vols } = await this.client.call('storagePoolListAllVolumes', args, options);
    return vols.map((vol) => new Volume(this.client, vol));
  }

  async volume(name: string, options?: CallOptions): Promise<Volume> {
    const { vol } = await this.client.call('storageVolLookupByName', { pool: this.reference, name }, options);
    return new Volume(this.client, vol);
  }

  async createVolume(xml: string, flags?: Flags<typeof f.volumeCreate>, options?: CallOptions): Promise<Volume> {
    const args = { pool: this.reference, xml, flags: bits(f.volumeCreate, flags) };
    return new Volume(this.client, (await this.client.call('storageVolCreateXml', args, options)).vol);
  }

  /** Makes a volume with the content of another, possibly in another format. */
  async cloneVolume(
    xml: string,
    source: VolumeReference,
    flags?: Flags<typeof f.volumeCreate>,
    options?: CallOptions,
  ): Promise<Volume> {
    const args = { pool: this.reference, xml, clonevol: source, flags: bits(f.volumeCreate, flags) };
    return new Volume(this.client, (await this.client.call('storageVolCreateXmlFrom', args, options)).vol);
  }
}

export class Volume {
  readonly client: RpcClient;
  readonly reference: VolumeReference;

  constructor(client: RpcClient, reference: VolumeReference) {
    this.client = client;
    this.reference = reference;
  }

  get name(): string {
    return this.reference.name;
  }

  get pool(): string {
    return this.reference.pool;
  }

  get key(): string {
    return this.reference.key;
  }

  async xml(options?: CallOptions): Promise<string> {
    return (await this.client.call('storageVolGetXmlDesc', { vol: this.reference }, options)).xml;
  }

  async path(options?: CallOptions): Promise<string> {
    return (await this.client.call('storageVolGetPath', { vol: this.reference }, options)).name;
  }

  /** With `physical`, the allocation is the size of its file. */
  async info(flags?: Flags<typeof f.volumeInfo>, options?: CallOptions): Promise<VolumeInfo> {
    const args = { vol: this.reference, flags: bits(f.volumeInfo, flags) };
    const info = await this.client.call('storageVolGetInfoFlags', args, options);
    return { type: volumeType(info.type), capacityBytes: info.capacity, allocationBytes: info.allocation };
  }

  async resize(capacityBytes: bigint, flags?: Flags<typeof f.volumeResize>, options?: CallOptions): Promise<void> {
    const args = { vol: this.reference, capacity: capacityBytes, flags: bits(f.volumeResize, flags) };
    await this.client.call('storageVolResize', args, options);
  }

  async wipe(algorithm: WipeAlgorithm = 'zero', options?: CallOptions): Promise<void> {
    const args = { vol: this.reference, algorithm: wipeAlgorithm[algorithm] };
    await this.client.call('storageVolWipePattern', args, options);
  }

  async delete(flags?: Flags<typeof f.volumeDelete>, options?: CallOptions): Promise<void> {
    await this.client.call('storageVolDelete', { vol: this.reference, flags: bits(f.volumeDelete, flags) }, options);
  }

  /** Opens the volume for writing; write to the stream, then `finish`. */
  openUpload(options: TransferOptions = {}): Promise<ClientStream> {
    return this.client.openStream('storageVolUpload', this.#transfer(options), options);
  }

  openDownload(options: TransferOptions = {}): Promise<ClientStream> {
    return this.client.openStream('storageVolDownload', this.#transfer(options), options);
  }

  /** Writes all the bytes of the source and waits until the host has them. */
  async upload(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, options: TransferOptions = {}): Promise<void> {
    const stream = await this.openUpload(options);
    try {
      for await (const bytes of source) await stream.write(bytes);
      await stream.finish();
    } catch (error) {
      await stream.abort();
      throw error;
    }
  }

  /** Writes a file of this machine. */
  uploadFile(path: string, options: TransferOptions = {}): Promise<void> {
    return this.upload(fileSource(path, options.signal), options);
  }

  /** The bytes of the volume; a hole of a sparse download comes as chunks of zeros. */
  async *download(options: TransferOptions = {}): AsyncGenerator<Uint8Array, void, undefined> {
    const stream = await this.openDownload(options);
    let complete = false;
    try {
      for (let chunk = await stream.read(); chunk !== undefined; chunk = await stream.read()) {
        if (chunk instanceof Uint8Array) yield chunk;
        else yield* zeros(chunk.holeBytes);
      }
      await stream.finish();
      complete = true;
    } finally {
      if (!complete) await stream.abort();
    }
  }

  #transfer(options: TransferOptions) {
    const { offsetBytes = 0n, lengthBytes = 0n } = options;
    return { vol: this.reference, offset: offsetBytes, length: lengthBytes, flags: options.sparse ? sparse : 0 };
  }
}

const zeroChunk = new Uint8Array(1024 * 1024);

function* zeros(count: bigint): Generator<Uint8Array, void, undefined> {
  let left = count;
  while (left > 0n) {
    const size = left > BigInt(zeroChunk.length) ? zeroChunk.length : Number(left);
    yield zeroChunk.subarray(0, size);
    left -= BigInt(size);
  }
}
