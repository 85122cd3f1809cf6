import type { DomainReference } from '../events/hub.ts';
import { bits, domainFlags, type Flags } from '../flags.ts';
import type { ResultFor } from '../procedures/index.ts';
import type { CallOptions, RpcClient } from '../rpc/client.ts';

const f = domainFlags;

export type SnapshotReference = ResultFor<'domainSnapshotCreateXml'>['snap'];
export type CheckpointReference = ResultFor<'domainCheckpointCreateXml'>['checkpoint'];

/** Snapshots, checkpoints and backups of a domain. */
export class DomainSnapshots {
  readonly #client: RpcClient;
  readonly #dom: DomainReference;

  constructor(client: RpcClient, reference: DomainReference) {
    this.#client = client;
    this.#dom = reference;
  }

  async create(xml: string, flags?: Flags<typeof f.snapshotCreate>, options?: CallOptions): Promise<SnapshotReference> {
    const args = { dom: this.#dom, xmlDesc: xml, flags: bits(f.snapshotCreate, flags) };
    return (await this.#client.call('domainSnapshotCreateXml', args, options)).snap;
  }

  async list(options?: CallOptions): Promise<readonly SnapshotReference[]> {
    return (await this.#client.call('domainListAllSnapshots', { dom: this.#dom, needResults: true }, options))
      .snapshots;
  }

  async byName(name: string, options?: CallOptions): Promise<SnapshotReference> {
    return (await this.#client.call('domainSnapshotLookupByName', { dom: this.#dom, name }, options)).snap;
  }

  /** The current one; undefined when there is none. */
  async current(options?: CallOptions): Promise<SnapshotReference | undefined> {
    const { result } = await this.#client.call('domainHasCurrentSnapshot', { dom: this.#dom }, options);
    return result ? (await this.#client.call('domainSnapshotCurrent', { dom: this.#dom }, options)).snap : undefined;
  }

  async xml(snap: SnapshotReference, options?: CallOptions): Promise<string> {
    return (await this.#client.call('domainSnapshotGetXmlDesc', { snap }, options)).xml;
  }

  async revert(snap: SnapshotReference, flags?: Flags<typeof f.snapshotRevert>, options?: CallOptions): Promise<void> {
    await this.#client.call('domainRevertToSnapshot', { snap, flags: bits(f.snapshotRevert, flags) }, options);
  }

  async delete(snap: SnapshotReference, flags?: Flags<typeof f.snapshotDelete>, options?: CallOptions): Promise<void> {
    await this.#client.call('domainSnapshotDelete', { snap, flags: bits(f.snapshotDelete, flags) }, options);
  }

  async createCheckpoint(
    xml: string,
    flags?: Flags<typeof f.checkpointCreate>,
    options?: CallOptions,
  ): Promise<CheckpointReference> {
    const args = { dom: this.#dom, xmlDesc: xml, flags: bits(f.checkpointCreate, flags) };
    return (await this.#client.call('domainCheckpointCreateXml', args, options)).checkpoint;
  }

  async checkpoints(options?: CallOptions): Promise<readonly CheckpointReference[]> {
    const args = { dom: this.#dom, needResults: true };
    return (await this.#client.call('domainListAllCheckpoints', args, options)).checkpoints;
  }

  async checkpointXml(checkpoint: CheckpointReference, options?: CallOptions): Promise<string> {
    return (await this.#client.call('domainCheckpointGetXmlDesc', { checkpoint }, options)).xml;
  }

  async deleteCheckpoint(
    checkpoint: CheckpointReference,
    flags?: Flags<typeof f.checkpointDelete>,
    options?: CallOptions,
  ): Promise<void> {
    await this.#client.call('domainCheckpointDelete', { checkpoint, flags: bits(f.checkpointDelete, flags) }, options);
  }

  async beginBackup(
    xml: string,
    checkpointXml: string | null = null,
    flags?: Flags<typeof f.backupBegin>,
    options?: CallOptions,
  ): Promise<void> {
    const args = { dom: this.#dom, backupXml: xml, checkpointXml, flags: bits(f.backupBegin, flags) };
    await this.#client.call('domainBackupBegin', args, options);
  }

  async backupXml(options?: CallOptions): Promise<string> {
    return (await this.#client.call('domainBackupGetXmlDesc', { dom: this.#dom }, options)).xml;
  }
}
