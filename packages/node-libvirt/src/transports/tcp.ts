import { connect, type Socket } from 'node:net';
import type { Channel, ConnectLimits } from '../channel.ts';
import { defaultPorts } from '../uri.ts';
import { explainSocketError, onceAborted, peerName, within } from './opening.ts';

export interface TcpTarget {
  readonly host: string;
  readonly port?: number;
}

/** Plain TCP: whoever is on the way can read and change everything. For closed networks and for use below TLS or SSH. */
export async function connectTcp(target: TcpTarget, limits: ConnectLimits = {}): Promise<Channel> {
  const port = target.port ?? defaultPorts.tcp;
  const peer = peerName(target.host, port);
  const stream = await within(peer, limits, (signal) => openSocket(target.host, port, peer, signal));
  return { stream, facts: { kind: 'tcp', peer, private: false } };
}

export function openSocket(host: string, port: number, peer: string, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    const settle = (): void => {
      forget();
      socket.off('connect', onConnect);
      socket.off('error', onError);
    };
    const onConnect = (): void => {
      settle();
      resolve(socket);
    };
    const onError = (error: unknown): void => {
      settle();
      // A fault that follows the refusal has nobody left to hear it.
      socket.on('error', () => undefined);
      socket.destroy();
      reject(explainSocketError(peer, error));
    };
    socket.on('connect', onConnect);
    socket.on('error', onError);
    const forget = onceAborted(signal, () => queueMicrotask(() => onError(new Error('given up'))));
  });
}
