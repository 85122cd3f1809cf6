export type { Credentials } from './auth/credentials.ts';
export {
  type Channel,
  type ChannelFacts,
  type ChannelKind,
  type ConnectLimits,
  defaultConnectTimeoutMs,
} from './channel.ts';
export * from './enums.ts';
export { type ErrorCodeName, errorCodeNames } from './errors/codes.ts';
export { type ErrorDomainName, type ErrorLevelName, errorDomainNames } from './errors/domains.ts';
export * from './errors.ts';
export { defaultEventQueueLength, type EventQueue, type ResyncNeeded } from './events/event-queue.ts';
export type {
  DomainReference,
  EventHub,
  EventOptions,
  NetworkReference,
  NodeDeviceReference,
  PoolReference,
  SecretReference,
} from './events/hub.ts';
export {
  domainEvents,
  type EventFor,
  networkEvents,
  nodeDeviceEvents,
  poolEvents,
  secretEvents,
} from './events/kinds.ts';
export { bits, domainFlags, type Flags, hostFlags, impact, statsFlags, storageFlags } from './flags.ts';
export { type ConnectOptions, connect } from './objects/connect.ts';
export { Connection, type DomainStats, type OpenOptions } from './objects/connection.ts';
export { Domain, type DomainInfo } from './objects/domain.ts';
export { DomainDevices } from './objects/domain-devices.ts';
export { type BlockInfo, type BlockJob, DomainDisks } from './objects/domain-disks.ts';
export { DomainGuest, type GuestInterface } from './objects/domain-guest.ts';
export { type CheckpointReference, DomainSnapshots, type SnapshotReference } from './objects/domain-snapshots.ts';
export { DomainTuning } from './objects/domain-tuning.ts';
export { HostInterface, NodeDevice, NwFilter, NwFilterBinding, Secret } from './objects/host-objects.ts';
export { type MigrateOptions, migrate } from './objects/migrate.ts';
export { type DhcpLease, Network, type NetworkPortReference } from './objects/network.ts';
export { type DomainCapabilitiesOptions, Node, type NodeInfo } from './objects/node.ts';
export {
  type PoolInfo,
  StoragePool,
  type TransferOptions,
  Volume,
  type VolumeInfo,
  type VolumeReference,
} from './objects/storage.ts';
export {
  type ArgumentsFor,
  type CallName,
  type EventName,
  type MessageFor,
  procedures,
  type ResultFor,
  type StreamCallName,
} from './procedures/index.ts';
export type { StreamChunk, StreamHole } from './rpc/chunk-queue.ts';
export { type CallOptions, type ClientOptions, defaultCallTimeoutMs, RpcClient } from './rpc/client.ts';
export { ClientStream } from './rpc/client-stream.ts';
export { defaultKeepalive, type KeepaliveOptions } from './rpc/keepalive.ts';
export { RemoteFailure } from './server/failure.ts';
export { type CallContext, type Handlers, RpcServer, type ServerOptions } from './server/server.ts';
export { ServerStream } from './server/server-stream.ts';
export { type DialOptions, dial } from './transports/dial.ts';
export { memoryPair } from './transports/memory.ts';
export {
  connectSsh,
  type HostKey,
  type HostKeyVerdict,
  type SshEndpoint,
  type SshRoute,
  type SshTarget,
} from './transports/ssh.ts';
export { connectTcp, type TcpTarget } from './transports/tcp.ts';
export { connectTls, type TlsIdentity, type TlsTarget } from './transports/tls.ts';
export { connectUnix } from './transports/unix.ts';
export { formatLibvirtUri, type LibvirtUri, type ParsedUri, parseLibvirtUri, type UriRefusal } from './uri.ts';
export { TypedParameters, type TypedParameterType, type TypedValue } from './xdr/typed-parameters.ts';
export { type GuestSupport, type HostCapabilities, type NumaCell, readCapabilities } from './xml/capabilities.ts';
export { type DomainDescription, readDomain } from './xml/domain.ts';
export { type DomainCapabilities, readDomainCapabilities } from './xml/domain-capabilities.ts';
export { type NetworkDescription, readNetwork } from './xml/network.ts';
export { type NodeDeviceDescription, readNodeDevice } from './xml/node-device.ts';
export { XmlError } from './xml/read.ts';
export { type PoolDescription, readPool, readVolume, type VolumeDescription } from './xml/storage.ts';
