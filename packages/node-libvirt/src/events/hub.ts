import type { ConnectionError } from '../errors.ts';
import type { EventName, MessageFor } from '../procedures/index.ts';
import type { CallOptions, RpcClient } from '../rpc/client.ts';
import { defaultEventQueueLength, EventQueue } from './event-queue.ts';
import { domainEvents, type EventFor, networkEvents, nodeDeviceEvents, poolEvents, secretEvents } from './kinds.ts';

export interface EventOptions extends CallOptions {
  /** Events that may wait for the reader before they are dropped and a resync is asked for. */
  readonly queueLength?: number;
}

type Reference<Name extends 'dom' | 'net' | 'pool' | 'dev' | 'secret', M extends EventName> =
  MessageFor<M> extends { readonly [K in Name]: infer R } ? R : never;
export type DomainReference = Reference<'dom', 'domainEventCallbackDeviceAdded'>;
export type NetworkReference = Reference<'net', 'networkEventLifecycle'>;
export type PoolReference = Reference<'pool', 'storagePoolEventLifecycle'>;
export type NodeDeviceReference = Reference<'dev', 'nodeDeviceEventLifecycle'>;
export type SecretReference = Reference<'secret', 'secretEventLifecycle'>;

/** What is known of an event's message without its kind. */
interface AnyMessage {
  readonly callbackID: number;
  readonly msg?: object;
}

/** Events that came before the reply which tells their callback id. More than these are let go. */
const earlyEvents = 256;

/**
 * Registers for events and leads each to its reader. The host numbers callbacks for each class of object on its own, so a reader is
 * found by class and number.
 */
export class EventHub {
  readonly #client: RpcClient;
  readonly #readers = new Map<string, { push(event: object): void; end(error: ConnectionError | undefined): void }>();
  #registering = 0;
  #early: { readonly key: string; readonly event: object }[] = [];

  constructor(client: RpcClient) {
    this.#client = client;
    client.onEvent((name, message) => this.#deliver(name, message as AnyMessage));
    client.onClosed((error) => {
      for (const reader of [...this.#readers.values()]) reader.end(error);
      this.#readers.clear();
    });
  }

  /** Readers at work, for tests. */
  get readers(): number {
    return this.#readers.size;
  }

  /** Events of one kind, of one domain or of all. Stop by leaving the loop. */
  domain<Kind extends keyof typeof domainEvents>(
    kind: Kind,
    domain: DomainReference | null = null,
    options?: EventOptions,
  ): Promise<EventQueue<EventFor<typeof domainEvents, Kind>>> {
    const { id } = domainEvents[kind];
    return this.#open(
      'domain',
      kind,
      () => this.#client.call('connectDomainEventCallbackRegisterAny', { eventID: id, dom: domain }, options),
      (callbackID) => this.#client.call('connectDomainEventCallbackDeregisterAny', { callbackID }),
      options,
    );
  }

  network<Kind extends keyof typeof networkEvents>(
    kind: Kind,
    network: NetworkReference | null = null,
    options?: EventOptions,
  ): Promise<EventQueue<EventFor<typeof networkEvents, Kind>>> {
    const { id } = networkEvents[kind];
    return this.#open(
      'network',
      kind,
      () => this.#client.call('connectNetworkEventRegisterAny', { eventID: id, net: network }, options),
      (callbackID) => this.#client.call('connectNetworkEventDeregisterAny', { callbackID }),
      options,
    );
  }

  pool<Kind extends keyof typeof poolEvents>(
    kind: Kind,
    pool: PoolReference | null = null,
    options?: EventOptions,
  ): Promise<EventQueue<EventFor<typeof poolEvents, Kind>>> {
    const { id } = poolEvents[kind];
    return this.#open(
      'pool',
      kind,
      () => this.#client.call('connectStoragePoolEventRegisterAny', { eventID: id, pool }, options),
      (callbackID) => this.#client.call('connectStoragePoolEventDeregisterAny', { callbackID }),
      options,
    );
  }

  nodeDevice<Kind extends keyof typeof nodeDeviceEvents>(
    kind: Kind,
    device: NodeDeviceReference | null = null,
    options?: EventOptions,
  ): Promise<EventQueue<EventFor<typeof nodeDeviceEvents, Kind>>> {
    const { id } = nodeDeviceEvents[kind];
    return this.#open(
      'node-device',
      kind,
      () => this.#client.call('connectNodeDeviceEventRegisterAny', { eventID: id, dev: device }, options),
      (callbackID) => this.#client.call('connectNodeDeviceEventDeregisterAny', { callbackID }),
      options,
    );
  }

  secret<Kind extends keyof typeof secretEvents>(
    kind: Kind,
    secret: SecretReference | null = null,
    options?: EventOptions,
  ): Promise<EventQueue<EventFor<typeof secretEvents, Kind>>> {
    const { id } = secretEvents[kind];
    return this.#open(
      'secret',
      kind,
      () => this.#client.call('connectSecretEventRegisterAny', { eventID: id, secret }, options),
      (callbackID) => this.#client.call('connectSecretEventDeregisterAny', { callbackID }),
      options,
    );
  }

  /** Events of QEMU's own monitor, through the program beside libvirt's. */
  qemuMonitor(
    event: string | null = null,
    domain: DomainReference | null = null,
    options?: EventOptions,
  ): Promise<EventQueue<Omit<MessageFor<'qemuDomainMonitorEvent'>, 'callbackID'>>> {
    return this.#open(
      'qemu',
      'monitor',
      () => this.#client.call('qemuConnectDomainMonitorEventRegister', { dom: domain, event }, options),
      (callbackID) => this.#client.call('qemuConnectDomainMonitorEventDeregister', { callbackID }),
      options,
    );
  }

  async #open<E extends object>(
    group: Group,
    kind: string,
    register: () => Promise<{ readonly callbackID: number }>,
    deregister: (callbackID: number) => Promise<unknown>,
    options: EventOptions | undefined,
  ): Promise<EventQueue<E>> {
    this.#registering++;
    let callbackID: number;
    try {
      ({ callbackID } = await register());
    } catch (error) {
      this.#registered();
      throw error;
    }
    const key = `${group}:${callbackID}`;
    const signal = options?.signal;
    const stop = async (): Promise<void> => {
      signal?.removeEventListener('abort', onAbort);
      this.#readers.delete(key);
      // A connection that is gone has forgotten the registration too.
      if (!this.#client.isClosed) await deregister(callbackID).catch(() => {});
    };
    const queue = new EventQueue<E>(options?.queueLength ?? defaultEventQueueLength, stop);
    const onAbort = (): void => void queue.return();
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#readers.set(key, {
      push: (event) => queue.push({ ...event, kind } as unknown as E),
      end: (error) => {
        signal?.removeEventListener('abort', onAbort);
        queue.end(error);
      },
    });
    if (signal?.aborted) onAbort();
    if (this.#client.isClosed) this.#readers.get(key)?.end(undefined);
    for (const early of this.#early) if (early.key === key) this.#readers.get(key)?.push(early.event);
    this.#registered();
    return queue;
  }

  #registered(): void {
    this.#registering--;
    if (this.#registering === 0) this.#early = [];
  }

  #deliver(name: EventName, message: AnyMessage): void {
    if (message.callbackID === undefined) return;
    const { callbackID, msg, ...rest } = message;
    const key = `${groupOf(name)}:${callbackID}`;
    const event = msg === undefined ? rest : { ...rest, ...msg };
    const reader = this.#readers.get(key);
    if (reader !== undefined) reader.push(event);
    else if (this.#registering > 0 && this.#early.length < earlyEvents) this.#early.push({ key, event });
  }
}

type Group = 'domain' | 'network' | 'pool' | 'node-device' | 'secret' | 'qemu';

function groupOf(name: EventName): Group {
  if (name.startsWith('qemu')) return 'qemu';
  if (name.startsWith('network')) return 'network';
  if (name.startsWith('storagePool')) return 'pool';
  if (name.startsWith('nodeDevice')) return 'node-device';
  return name.startsWith('secret') ? 'secret' : 'domain';
}
