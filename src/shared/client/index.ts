export { type ClientChannel, type Dial, DisconnectedError, RefusedError } from './channel.ts';
export { Connection, type ConnectionState, type ContractClient } from './connection.ts';
export { followFeed } from './feed.ts';
export { messagePortChannel, type Port } from './message-port.ts';
export { webSocketDial } from './web-socket.ts';
