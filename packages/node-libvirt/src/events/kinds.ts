import type { EventName, MessageFor } from '../procedures/index.ts';

/** What a host can be asked to report: the number to register with and the message that then comes. */
export interface EventKind<Name extends EventName = EventName> {
  readonly id: number;
  readonly message: Name;
}

const kind = <const Name extends EventName>(id: number, message: Name): EventKind<Name> => ({ id, message });

export const domainEvents = {
  lifecycle: kind(0, 'domainEventCallbackLifecycle'),
  reboot: kind(1, 'domainEventCallbackReboot'),
  rtcChange: kind(2, 'domainEventCallbackRtcChange'),
  watchdog: kind(3, 'domainEventCallbackWatchdog'),
  ioError: kind(4, 'domainEventCallbackIoError'),
  graphics: kind(5, 'domainEventCallbackGraphics'),
  ioErrorReason: kind(6, 'domainEventCallbackIoErrorReason'),
  controlError: kind(7, 'domainEventCallbackControlError'),
  blockJob: kind(8, 'domainEventCallbackBlockJob'),
  diskChange: kind(9, 'domainEventCallbackDiskChange'),
  trayChange: kind(10, 'domainEventCallbackTrayChange'),
  wakeup: kind(11, 'domainEventCallbackPmwakeup'),
  suspend: kind(12, 'domainEventCallbackPmsuspend'),
  balloonChange: kind(13, 'domainEventCallbackBalloonChange'),
  suspendToDisk: kind(14, 'domainEventCallbackPmsuspendDisk'),
  deviceRemoved: kind(15, 'domainEventCallbackDeviceRemoved'),
  blockJob2: kind(16, 'domainEventBlockJob2'),
  tunable: kind(17, 'domainEventCallbackTunable'),
  agentLifecycle: kind(18, 'domainEventCallbackAgentLifecycle'),
  deviceAdded: kind(19, 'domainEventCallbackDeviceAdded'),
  migrationIteration: kind(20, 'domainEventCallbackMigrationIteration'),
  jobCompleted: kind(21, 'domainEventCallbackJobCompleted'),
  deviceRemovalFailed: kind(22, 'domainEventCallbackDeviceRemovalFailed'),
  metadataChange: kind(23, 'domainEventCallbackMetadataChange'),
  blockThreshold: kind(24, 'domainEventBlockThreshold'),
  memoryFailure: kind(25, 'domainEventMemoryFailure'),
  memoryDeviceSizeChange: kind(26, 'domainEventMemoryDeviceSizeChange'),
  nicMacChange: kind(27, 'domainEventNicMacChange'),
} as const;

export const networkEvents = {
  lifecycle: kind(0, 'networkEventLifecycle'),
  metadataChange: kind(1, 'networkEventCallbackMetadataChange'),
} as const;

export const poolEvents = {
  lifecycle: kind(0, 'storagePoolEventLifecycle'),
  refresh: kind(1, 'storagePoolEventRefresh'),
} as const;

export const nodeDeviceEvents = {
  lifecycle: kind(0, 'nodeDeviceEventLifecycle'),
  update: kind(1, 'nodeDeviceEventUpdate'),
} as const;

export const secretEvents = {
  lifecycle: kind(0, 'secretEventLifecycle'),
  valueChanged: kind(1, 'secretEventValueChanged'),
} as const;

/** The older messages nest their body under `msg`; readers get one flat record. */
export type EventOf<Name extends EventName> =
  MessageFor<Name> extends { readonly callbackID: number; readonly msg: infer Body }
    ? Body & Omit<MessageFor<Name>, 'msg' | 'callbackID'>
    : Omit<MessageFor<Name>, 'callbackID'>;

type Kinds = { readonly [name: string]: EventKind };
export type EventFor<Table extends Kinds, Kind extends keyof Table> =
  Table[Kind] extends EventKind<infer Name> ? EventOf<Name> & { readonly kind: Kind } : never;
