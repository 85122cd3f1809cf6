import type { ClientChannel, Dial } from './channel.ts';

/** What browsers and Node share of a WebSocket. */
interface Socket {
  send(data: string): void;
  close(): void;
  addEventListener(type: string, listener: (event: { data?: unknown; code?: number; reason?: string }) => void): void;
}

const dialTimeoutMs = 10_000;

export function webSocketDial(open: () => Socket): Dial {
  return (signal) =>
    new Promise((resolve, reject) => {
      const socket = open();
      const give = AbortSignal.any([signal, AbortSignal.timeout(dialTimeoutMs)]);
      const abandon = () => {
        socket.close();
        reject(new Error('The connection could not be opened in time.'));
      };
      give.addEventListener('abort', abandon, { once: true });
      let closed: ((why: string) => void) | undefined;
      let whyClosed: string | undefined;
      socket.addEventListener('open', () => {
        give.removeEventListener('abort', abandon);
        resolve(channel);
      });
      socket.addEventListener('error', () => reject(new Error('The connection could not be opened.')));
      socket.addEventListener('close', (event) => {
        give.removeEventListener('abort', abandon);
        whyClosed = event.reason || `Code ${event.code ?? 0}.`;
        reject(new Error(`The connection was closed. ${whyClosed}`));
        closed?.(whyClosed);
      });
      const channel: ClientChannel = {
        send: (message) => socket.send(message),
        onMessage: (receive) =>
          socket.addEventListener('message', (event) => receive(typeof event.data === 'string' ? event.data : '')),
        onClose(listener) {
          closed = listener;
          if (whyClosed !== undefined) listener(whyClosed);
        },
        close: () => socket.close(),
      };
    });
}
