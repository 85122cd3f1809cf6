import type { Actor, SystemInfo } from '../../shared/contract/index.ts';
import { openCatalog } from './adapters/sqlite/index.ts';
import { type Channel, createAttach } from './attach.ts';
import { fillDemo } from './fill-demo.ts';
import {
  type Clock,
  createKernel,
  granted,
  type Kernel,
  type Random,
  type Result,
  systemClock,
  systemRandom,
} from './kernel/index.ts';
import type { CallContext } from './router.ts';
import {
  authenticate,
  type CatalogIdentity,
  carryOutBackups,
  type Identity,
  identify,
  onTokenEnded,
  watchIntegrity,
} from './system/index.ts';

export { type Restored, restoreCatalog } from './adapters/sqlite/index.ts';
export type { Channel } from './attach.ts';
export { type EmitterPort, portChannel } from './port-channel.ts';
export { type CallContext, router } from './router.ts';
export type { Identity } from './system/index.ts';

export interface CoreOptions {
  /** The data folder; the catalog is in it. */
  folder: string;
  host: SystemInfo['host'];
  version: string;
  /** A number of generated customers: only a new catalog is filled, and it is labelled for ever. */
  demoCustomers?: number;
  /** The first page has the disk and the processor to itself; then the whole file is checked. */
  checkCatalogAfterMs?: number;
  clock?: Clock;
  random?: Random;
  onDefect: (error: unknown) => void;
}

export interface Core {
  readonly kernel: Kernel;
  /** Serves one window or script over its channel, as this actor. */
  attach(channel: Channel, actor: Actor): void;
  contextFor(actor: Actor): CallContext;
  /** Whose named token this is. */
  authenticate(secret: string): Promise<Identity | undefined>;
  /** Calls once when that token is revoked, until the signal ends. */
  onTokenEnded(tokenId: string, signal: AbortSignal, ended: () => void): void;
  /** What the catalog was made for, whatever it is opened with. */
  readonly mode: 'own' | 'demo';
  close(): Promise<void>;
}

/** The composition root: the only place where core meets its drivers. */
export async function startCore(options: CoreOptions): Promise<Result<Core>> {
  const opened = openCatalog(options.folder);
  if (!opened.ok) return opened;
  const kernel = createKernel({
    catalog: opened.value,
    clock: options.clock ?? systemClock,
    random: options.random ?? systemRandom,
    onDefect: options.onDefect,
  });
  const prepared = await prepare(kernel, options.demoCustomers);
  if (!prepared.ok) {
    await kernel.close();
    return prepared;
  }
  const identity = prepared.value;
  carryOutBackups(kernel);
  await kernel.journal.start();
  const integrity = watchIntegrity(kernel, options.checkCatalogAfterMs ?? 1500, options.onDefect);
  const info = (actor: Actor): SystemInfo => ({
    program: 'Headroom',
    version: options.version,
    nowMs: kernel.clock.nowMs(),
    operator: actor,
    host: options.host,
    catalog: {
      id: identity.id,
      path: kernel.catalog.path,
      mode: identity.mode,
      createdAtMs: identity.createdAtMs,
      schemaVersion: kernel.catalog.schemaVersion,
      sizeBytes: kernel.catalog.sizeBytes(),
      integrity: integrity().state,
      integrityDetail: integrity().detail,
      sqliteVersion: kernel.catalog.engineVersion,
    },
  });
  const attach = createAttach({ context: { kernel, info }, onDefect: options.onDefect });
  return granted({
    kernel,
    attach,
    contextFor: (actor) => ({ kernel, actor, info }),
    authenticate: (secret) => authenticate(kernel, secret),
    onTokenEnded: (tokenId, signal, ended) => {
      onTokenEnded(kernel, tokenId, signal, ended).catch(options.onDefect);
    },
    mode: identity.mode,
    close: () => kernel.close(),
  });
}

/** What a start needs to read and write; a full disk or a damaged page is an answer, and the folder is free again. */
async function prepare(kernel: Kernel, demoCustomers: number | undefined): Promise<Result<CatalogIdentity>> {
  try {
    const identity = await identify(kernel, demoCustomers === undefined ? 'own' : 'demo');
    if (!identity.ok || demoCustomers === undefined || identity.value.mode !== 'demo') return identity;
    const filled = await fillDemo(kernel, demoCustomers);
    return filled.ok ? identity : filled;
  } catch (error) {
    const refusal = kernel.catalog.explainFailure(error);
    if (refusal !== undefined) return { ok: false, refusal };
    await kernel.close();
    throw error;
  }
}
