import { describe, expectTypeOf, it } from 'vitest';
import type * as Everything from '../src/index.ts';
import type {
  ArgumentsFor,
  CallName,
  ClientStream,
  Connection,
  Domain,
  DomainReference,
  EventName,
  EventQueue,
  MessageFor,
  ResultFor,
  ResyncNeeded,
  RpcClient,
  StreamCallName,
  TypedParameters,
} from '../src/index.ts';

describe('types follow from the table', () => {
  it('arguments: by name, flags may be left out', () => {
    expectTypeOf<ArgumentsFor<'domainLookupByName'>>().toEqualTypeOf<{ readonly name: string }>();
    expectTypeOf<ArgumentsFor<'domainSetMemoryFlags'>>().toExtend<{ memory: bigint; dom: DomainReference }>();
    expectTypeOf<{ dom: DomainReference; memory: bigint }>().toExtend<ArgumentsFor<'domainSetMemoryFlags'>>();
    expectTypeOf<{ dom: DomainReference; memory: number }>().not.toExtend<ArgumentsFor<'domainSetMemoryFlags'>>();
    expectTypeOf<{ dom: DomainReference }>().not.toExtend<ArgumentsFor<'domainSetMemoryFlags'>>();
  });

  it('results: 64-bit values are bigint, strings that may be absent are null, truth is boolean', () => {
    expectTypeOf<ResultFor<'domainGetInfo'>['cpuTime']>().toEqualTypeOf<bigint>();
    expectTypeOf<ResultFor<'domainGetInfo'>['nrVirtCpu']>().toEqualTypeOf<number>();
    expectTypeOf<ResultFor<'domainScreenshot'>['mime']>().toEqualTypeOf<string | null>();
    expectTypeOf<ResultFor<'domainIsActive'>['active']>().toEqualTypeOf<boolean>();
    expectTypeOf<
      ResultFor<'connectGetAllDomainStats'>['retStats'][number]['params']
    >().toEqualTypeOf<TypedParameters>();
    expectTypeOf<keyof ResultFor<'domainSuspend'>>().toEqualTypeOf<never>();
  });

  it('calls: the name decides what is given and what comes back', () => {
    const stateOf = (client: RpcClient, dom: DomainReference) => client.call('domainGetState', { dom });
    expectTypeOf<Awaited<ReturnType<typeof stateOf>>>().toEqualTypeOf<{
      readonly state: number;
      readonly reason: number;
    }>();
    // @ts-expect-error an event is not a call
    expectTypeOf<'domainEventCallbackLifecycle'>().toExtend<CallName>();
    // @ts-expect-error this call has no stream
    expectTypeOf<'domainGetState'>().toExtend<StreamCallName>();
    expectTypeOf<'storageVolUpload'>().toExtend<StreamCallName>();
    expectTypeOf<ReturnType<RpcClient['openStream']>>().toEqualTypeOf<Promise<ClientStream>>();
  });

  it('events: one flat record, told apart from a resync by its kind', () => {
    type Lifecycle = Awaited<ReturnType<typeof lifecycleOf>>;
    const lifecycleOf = (host: Connection) => host.events.domain('lifecycle');
    type Event = Lifecycle extends EventQueue<infer E> ? E : never;
    expectTypeOf<Event>().toExtend<{ kind: 'lifecycle'; dom: DomainReference; event: number; detail: number }>();
    type Item = NonNullable<Awaited<ReturnType<Lifecycle['next']>>['value']>;
    expectTypeOf<Extract<Item, { kind: 'resync-needed' }>>().toEqualTypeOf<ResyncNeeded>();
    expectTypeOf<MessageFor<EventName>>().not.toBeAny();
  });

  it('nothing of the table is any', () => {
    type IsAny<T> = 0 extends 1 & T ? true : false;
    /** Looks two levels deep: a record and the items of its lists. */
    type HasAny<T> =
      IsAny<T> extends true
        ? true
        : T extends readonly (infer I)[]
          ? IsAny<I>
          : { [K in keyof T]-?: IsAny<T[K]> }[keyof T];
    expectTypeOf<
      { [N in CallName]: HasAny<ArgumentsFor<N>> | HasAny<ResultFor<N>> }[CallName]
    >().toEqualTypeOf<false>();
    expectTypeOf<{ [N in EventName]: HasAny<MessageFor<N>> }[EventName]>().toEqualTypeOf<false>();
  });

  it('nothing exported is any, nor takes or gives any', () => {
    type IsAny<T> = 0 extends 1 & T ? true : false;
    type Methods<T> = {
      [K in keyof T]: IsAny<T[K]> extends true
        ? K
        : T[K] extends (...args: infer A) => infer R
          ? true extends IsAny<R> | IsAny<Awaited<R>> | IsAny<A[number]>
            ? K
            : never
          : never;
    }[keyof T];
    expectTypeOf<Methods<typeof Everything>>().toEqualTypeOf<never>();
    expectTypeOf<Methods<Connection>>().toEqualTypeOf<never>();
    expectTypeOf<
      Methods<Domain> | Methods<Domain['guest']> | Methods<Domain['disks']> | Methods<Domain['tuning']>
    >().toEqualTypeOf<never>();
    expectTypeOf<Methods<Domain['devices']> | Methods<Domain['snapshots']>>().toEqualTypeOf<never>();
    expectTypeOf<
      Methods<Everything.StoragePool> | Methods<Everything.Volume> | Methods<Everything.Network>
    >().toEqualTypeOf<never>();
    expectTypeOf<Methods<Connection['node']> | Methods<Connection['events']>>().toEqualTypeOf<never>();
  });
});
