import { cpuComparison } from '../enums.ts';
import { bits, type Flags, hostFlags } from '../flags.ts';
import type { CallOptions, RpcClient } from '../rpc/client.ts';
import type { TypedParameters } from '../xdr/typed-parameters.ts';

const f = hostFlags;
const wholeHost = -1;

export interface NodeInfo {
  readonly model: string;
  readonly memoryKib: bigint;
  readonly cpus: number;
  readonly mhz: number;
  readonly numaNodes: number;
  readonly socketsPerNode: number;
  readonly coresPerSocket: number;
  readonly threadsPerCore: number;
}

/** For which kind of guest the host's capabilities are asked; left out, the host's default. */
export interface DomainCapabilitiesOptions extends CallOptions {
  readonly emulator?: string;
  readonly architecture?: string;
  readonly machine?: string;
  readonly virtualizationType?: string;
}

/** The machine that a connection leads to: its processors, memory, capabilities. */
export class Node {
  readonly #client: RpcClient;

  constructor(client: RpcClient) {
    this.#client = client;
  }

  async info(options?: CallOptions): Promise<NodeInfo> {
    const info = await this.#client.call('nodeGetInfo', {}, options);
    return {
      model: info.model,
      memoryKib: info.memory,
      cpus: info.cpus,
      mhz: info.mhz,
      numaNodes: info.nodes,
      socketsPerNode: info.sockets,
      coresPerSocket: info.cores,
      threadsPerCore: info.threads,
    };
  }

  async hostname(options?: CallOptions): Promise<string> {
    return (await this.#client.call('connectGetHostname', {}, options)).hostname;
  }

  async capabilities(options?: CallOptions): Promise<string> {
    return (await this.#client.call('connectGetCapabilities', {}, options)).capabilities;
  }

  async domainCapabilities(options: DomainCapabilitiesOptions = {}): Promise<string> {
    const { emulator = null, architecture = null, machine = null, virtualizationType = null } = options;
    const args = { emulatorbin: emulator, arch: architecture, machine, virttype: virtualizationType };
    return (await this.#client.call('connectGetDomainCapabilities', args, options)).capabilities;
  }

  async storagePoolCapabilities(options?: CallOptions): Promise<string> {
    return (await this.#client.call('connectGetStoragePoolCapabilities', {}, options)).capabilities;
  }

  async sysinfo(options?: CallOptions): Promise<string> {
    return (await this.#client.call('connectGetSysinfo', {}, options)).sysinfo;
  }

  async freeMemoryBytes(options?: CallOptions): Promise<bigint> {
    return (await this.#client.call('nodeGetFreeMemory', {}, options)).freeMem;
  }

  /** Free memory of each NUMA cell. */
  async cellsFreeMemoryBytes(firstCell: number, cells: number, options?: CallOptions): Promise<readonly bigint[]> {
    const args = { startCell: firstCell, maxcells: cells };
    return (await this.#client.call('nodeGetCellsFreeMemory', args, options)).cells;
  }

  /** Free pages of those sizes, cell by cell. */
  async freePages(
    pageSizesKib: readonly number[],
    firstCell: number,
    cells: number,
    options?: CallOptions,
  ): Promise<readonly bigint[]> {
    const args = { pages: pageSizesKib, startCell: firstCell, cellCount: cells };
    return (await this.#client.call('nodeGetFreePages', args, options)).counts;
  }

  /** Total, free, buffers, cached in KiB, by libvirt's names. */
  async memoryStats(cell: number = wholeHost, options?: CallOptions): Promise<ReadonlyMap<string, bigint>> {
    const { nparams } = await this.#client.call('nodeGetMemoryStats', { cellNum: cell, nparams: 0 }, options);
    const { params } = await this.#client.call('nodeGetMemoryStats', { cellNum: cell, nparams }, options);
    return new Map(params.map(({ field, value }) => [field, value]));
  }

  /** Nanoseconds spent in kernel, user, idle, iowait, by libvirt's names. */
  async cpuStats(cpu: number = wholeHost, options?: CallOptions): Promise<ReadonlyMap<string, bigint>> {
    const { nparams } = await this.#client.call('nodeGetCpuStats', { cpuNum: cpu, nparams: 0 }, options);
    const { params } = await this.#client.call('nodeGetCpuStats', { cpuNum: cpu, nparams }, options);
    return new Map(params.map(({ field, value }) => [field, value]));
  }

  async memoryParameters(options?: CallOptions): Promise<TypedParameters> {
    const { nparams } = await this.#client.call('nodeGetMemoryParameters', { nparams: 0 }, options);
    return (await this.#client.call('nodeGetMemoryParameters', { nparams }, options)).params;
  }

  async maximumVcpus(type: string | null = null, options?: CallOptions): Promise<number> {
    return (await this.#client.call('connectGetMaxVcpus', { type }, options)).maxVcpus;
  }

  async cpuModels(architecture: string, options?: CallOptions): Promise<readonly string[]> {
    const args = { arch: architecture, needResults: true };
    return (await this.#client.call('connectGetCpuModelNames', args, options)).models;
  }

  /** Whether a guest with that CPU could run here. */
  async compareCpu(cpuXml: string, flags?: Flags<typeof f.compareCpu>, options?: CallOptions) {
    const args = { xml: cpuXml, flags: bits(f.compareCpu, flags) };
    return cpuComparison((await this.#client.call('connectCompareCpu', args, options)).result);
  }

  /** The richest CPU that all the given ones have. */
  async baselineCpu(
    cpusXml: readonly string[],
    flags?: Flags<typeof f.baselineCpu>,
    options?: CallOptions,
  ): Promise<string> {
    const args = { xmlCPUs: cpusXml, flags: bits(f.baselineCpu, flags) };
    return (await this.#client.call('connectBaselineCpu', args, options)).cpu;
  }
}
