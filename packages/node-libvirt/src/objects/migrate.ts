import { feature } from '../enums.ts';
import { CancelledError, LibvirtError } from '../errors.ts';
import { bits, domainFlags, type Flags } from '../flags.ts';
import type { CallOptions } from '../rpc/client.ts';
import { TypedParameters } from '../xdr/typed-parameters.ts';
import type { Connection } from './connection.ts';
import { Domain } from './domain.ts';

const f = domainFlags.migrate;
const none = new Uint8Array();

export interface MigrateOptions extends CallOptions {
  readonly flags?: Flags<typeof f>;
  /** Where the destination receives, for example `tcp://rack2.lab`; left out, it says so itself. */
  readonly uri?: string;
  readonly name?: string;
  readonly xml?: string;
  readonly persistentXml?: string;
  readonly bandwidthMibPerSecond?: bigint;
  readonly listenAddress?: string;
  /** Targets of the disks to copy; left out, all that are not shared. */
  readonly disks?: readonly string[];
}

/**
 * Migrates a domain to another host, both reached from here: the third version of libvirt's protocol, with parameters. Begin and perform
 * on the source, prepare and finish on the destination, confirm on the source; a cookie carries what one tells the other. Whatever
 * fails, the destination is told to clean up and the source to go on, in that order.
 */
export async function migrate(domain: Domain, destination: Connection, options: MigrateOptions = {}): Promise<Domain> {
  const source = domain.client;
  const target = destination.client;
  const { signal } = options;
  const limits: CallOptions = signal === undefined ? {} : { signal };
  const place = { host: source.host, procedure: 'migrate' };
  const dom = domain.reference;
  // The source keeps the domain from being changed from begin to confirm, if it can.
  const asked = { feature: feature.migrateChangeProtection };
  const { supported } = await source.call('connectSupportsFeature', asked, limits);
  const protection = supported ? f.changeProtection : 0;
  const { state } = await domain.state(limits);
  const flags = (bits(f, options.flags) | (state === 'paused' ? f.paused : 0)) >>> 0;
  const destinationFlags = (flags & ~(f.abortOnError | f.autoConverge)) >>> 0;

  const params = parametersOf(options, options.xml);
  // From begin on, both sides have to be told how it ends: the caller's signal ends no call, it is looked at between them.
  if (signal?.aborted) throw new CancelledError(place, signal.reason);
  const begun = await source.call('domainMigrateBegin3Params', { dom, params, flags: flags | protection });

  let cookie: Uint8Array = none;
  let uri = options.uri;
  const confirm = async (cancelled: boolean): Promise<void> => {
    const args = {
      dom,
      params: parametersOf({ ...options, uri }, begun.xml),
      cookieIn: cookie,
      flags: flags | protection,
    };
    await source.call('domainMigrateConfirm3Params', { ...args, cancelled });
  };
  try {
    const args = { params: parametersOf(options, begun.xml), cookieIn: begun.cookieOut, flags: destinationFlags };
    const prepared = await target.call('domainMigratePrepare3Params', args);
    cookie = prepared.cookieOut;
    uri = prepared.uriOut ?? uri;
  } catch (error) {
    if (protection !== 0) await confirm(true).catch(() => {});
    throw error;
  }
  const moved = parametersOf({ ...options, uri, name: options.name ?? domain.name }, begun.xml);
  let failure: unknown;
  if (signal?.aborted) {
    failure = new CancelledError(place, signal.reason);
  } else if (!options.flags?.offline) {
    // Leaving a perform would not stop it: the job is aborted, and the perform then fails by itself.
    const onAbort = (): void => void source.call('domainAbortJob', { dom }).catch(() => {});
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      const args = { dom, dconnuri: null, params: moved, cookieIn: cookie, flags: flags | protection };
      cookie = (await source.call('domainMigratePerform3Params', args)).cookieOut;
    } catch (error) {
      failure = error;
      cookie = none;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }
  let arrived: Domain | undefined;
  try {
    const args = { params: moved, cookieIn: cookie, flags: destinationFlags, cancelled: failure !== undefined };
    const finished = await target.call('domainMigrateFinish3Params', args);
    cookie = finished.cookieOut;
    arrived = new Domain(target, finished.dom);
  } catch (error) {
    cookie = none;
    if (failure === undefined || isBetterReason(failure, error)) failure = error;
  }
  // A perform that failed has undone itself on the source.
  const performFailed = failure instanceof LibvirtError && failure.procedure === 'domainMigratePerform3Params';
  if (!performFailed) {
    const confirmed = confirm(arrived === undefined);
    if (arrived === undefined) await confirmed.catch(() => {});
    else await confirmed;
  }
  if (arrived === undefined || failure !== undefined) throw failure;
  return arrived;
}

/** The source often knows only that the connection ended; the destination then knows why. */
function isBetterReason(known: unknown, found: unknown): boolean {
  return (
    known instanceof LibvirtError &&
    known.code === 'OPERATION_FAILED' &&
    found instanceof LibvirtError &&
    found.domain === 'QEMU' &&
    found.code !== 'MIGRATE_FINISH_OK'
  );
}

function parametersOf(
  options: Omit<MigrateOptions, 'uri'> & { readonly uri?: string | undefined },
  xml: string | undefined,
): TypedParameters {
  const params = new TypedParameters();
  if (options.uri !== undefined) params.string('migrate_uri', options.uri);
  if (options.name !== undefined) params.string('destination_name', options.name);
  if (xml !== undefined) params.string('destination_xml', xml);
  if (options.persistentXml !== undefined) params.string('persistent_xml', options.persistentXml);
  if (options.bandwidthMibPerSecond !== undefined) params.ullong('bandwidth', options.bandwidthMibPerSecond);
  if (options.listenAddress !== undefined) params.string('listen_address', options.listenAddress);
  for (const disk of options.disks ?? []) params.string('migrate_disks', disk);
  return params;
}
