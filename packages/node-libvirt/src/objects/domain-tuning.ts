import { type VcpuState, vcpuState } from '../enums.ts';
import type { DomainReference } from '../events/hub.ts';
import { bits, domainFlags, type Flags, impact } from '../flags.ts';
import type { CallOptions, RpcClient } from '../rpc/client.ts';
import type { TypedParameters } from '../xdr/typed-parameters.ts';

const f = domainFlags;
type Impact = Flags<typeof impact>;

/** Memory, processors, shares and limits. A change applies to the current state unless `live` or `config` says otherwise. */
export class DomainTuning {
  readonly #client: RpcClient;
  readonly #dom: DomainReference;

  constructor(client: RpcClient, reference: DomainReference) {
    this.#client = client;
    this.#dom = reference;
  }

  async setMemory(memoryKib: bigint, flags?: Flags<typeof f.memory>, options?: CallOptions): Promise<void> {
    const args = { dom: this.#dom, memory: memoryKib, flags: bits(f.memory, flags) };
    await this.#client.call('domainSetMemoryFlags', args, options);
  }

  /** How often the guest's balloon reports its figures; without it most memory statistics stay empty. */
  async setMemoryStatsPeriod(periodSeconds: number, flags?: Impact, options?: CallOptions): Promise<void> {
    const args = { dom: this.#dom, period: periodSeconds, flags: bits(impact, flags) };
    await this.#client.call('domainSetMemoryStatsPeriod', args, options);
  }

  /** The guest's memory figures by libvirt's tag number. */
  async memoryStats(options?: CallOptions): Promise<ReadonlyMap<number, bigint>> {
    const { stats } = await this.#client.call('domainMemoryStats', { dom: this.#dom, maxStats: 1_024 }, options);
    return new Map(stats.map(({ tag, val }) => [tag, val]));
  }

  async setVcpus(vcpus: number, flags?: Flags<typeof f.vcpus>, options?: CallOptions): Promise<void> {
    await this.#client.call(
      'domainSetVcpusFlags',
      { dom: this.#dom, nvcpus: vcpus, flags: bits(f.vcpus, flags) },
      options,
    );
  }

  async vcpuCount(flags?: Flags<typeof f.vcpus>, options?: CallOptions): Promise<number> {
    return (await this.#client.call('domainGetVcpusFlags', { dom: this.#dom, flags: bits(f.vcpus, flags) }, options))
      .num;
  }

  /** Each virtual processor: its state, the time it used, where it runs. */
  async vcpus(
    maximum: number,
    options?: CallOptions,
  ): Promise<
    readonly { readonly number: number; readonly state: VcpuState; readonly cpuTimeNs: bigint; readonly cpu: number }[]
  > {
    const { info } = await this.#client.call(
      'domainGetVcpus',
      { dom: this.#dom, maxinfo: maximum, maplen: 0 },
      options,
    );
    return info.map(({ number, state, cpuTime, cpu }) => ({
      number,
      state: vcpuState(state),
      cpuTimeNs: cpuTime,
      cpu,
    }));
  }

  /** Binds a virtual processor to host processors: one bit a processor, lowest first. */
  async pinVcpu(vcpu: number, cpumap: Uint8Array, flags?: Impact, options?: CallOptions): Promise<void> {
    await this.#client.call(
      'domainPinVcpuFlags',
      { dom: this.#dom, vcpu, cpumap, flags: bits(impact, flags) },
      options,
    );
  }

  async pinEmulator(cpumap: Uint8Array, flags?: Impact, options?: CallOptions): Promise<void> {
    await this.#client.call('domainPinEmulator', { dom: this.#dom, cpumap, flags: bits(impact, flags) }, options);
  }

  async scheduler(flags?: Impact, options?: CallOptions): Promise<TypedParameters> {
    const { nparams } = await this.#client.call('domainGetSchedulerType', { dom: this.#dom }, options);
    const args = { dom: this.#dom, nparams, flags: bits(impact, flags) };
    return (await this.#client.call('domainGetSchedulerParametersFlags', args, options)).params;
  }

  async setScheduler(params: TypedParameters, flags?: Impact, options?: CallOptions): Promise<void> {
    const args = { dom: this.#dom, params, flags: bits(impact, flags) };
    await this.#client.call('domainSetSchedulerParametersFlags', args, options);
  }

  memoryParameters(flags?: Impact, options?: CallOptions): Promise<TypedParameters> {
    return this.#read('domainGetMemoryParameters', flags, options);
  }

  async setMemoryParameters(params: TypedParameters, flags?: Impact, options?: CallOptions): Promise<void> {
    await this.#client.call(
      'domainSetMemoryParameters',
      { dom: this.#dom, params, flags: bits(impact, flags) },
      options,
    );
  }

  blkio(flags?: Impact, options?: CallOptions): Promise<TypedParameters> {
    return this.#read('domainGetBlkioParameters', flags, options);
  }

  async setBlkio(params: TypedParameters, flags?: Impact, options?: CallOptions): Promise<void> {
    await this.#client.call(
      'domainSetBlkioParameters',
      { dom: this.#dom, params, flags: bits(impact, flags) },
      options,
    );
  }

  numa(flags?: Impact, options?: CallOptions): Promise<TypedParameters> {
    return this.#read('domainGetNumaParameters', flags, options);
  }

  async setNuma(params: TypedParameters, flags?: Impact, options?: CallOptions): Promise<void> {
    await this.#client.call('domainSetNumaParameters', { dom: this.#dom, params, flags: bits(impact, flags) }, options);
  }

  async iothreads(flags?: Impact, options?: CallOptions) {
    return (await this.#client.call('domainGetIothreadInfo', { dom: this.#dom, flags: bits(impact, flags) }, options))
      .info;
  }

  async addIothread(iothreadId: number, flags?: Impact, options?: CallOptions): Promise<void> {
    await this.#client.call('domainAddIothread', { dom: this.#dom, iothreadId, flags: bits(impact, flags) }, options);
  }

  async removeIothread(iothreadId: number, flags?: Impact, options?: CallOptions): Promise<void> {
    await this.#client.call('domainDelIothread', { dom: this.#dom, iothreadId, flags: bits(impact, flags) }, options);
  }

  async setIothread(iothreadId: number, params: TypedParameters, flags?: Impact, options?: CallOptions): Promise<void> {
    const args = { dom: this.#dom, iothreadId, params, flags: bits(impact, flags) };
    await this.#client.call('domainSetIothreadParams', args, options);
  }

  /** libvirt says first how many there are, then gives them. */
  async #read(
    name: 'domainGetMemoryParameters' | 'domainGetBlkioParameters' | 'domainGetNumaParameters',
    flags: Impact | undefined,
    options: CallOptions | undefined,
  ): Promise<TypedParameters> {
    const asked = { dom: this.#dom, flags: bits(impact, flags) };
    const { nparams } = await this.#client.call(name, { ...asked, nparams: 0 }, options);
    return (await this.#client.call(name, { ...asked, nparams }, options)).params;
  }
}
