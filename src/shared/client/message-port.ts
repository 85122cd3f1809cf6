import type { ClientChannel } from './channel.ts';

/** What a window's MessagePort and a worker thread's have in common. */
export interface Port {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
  start(): void;
  close(): void;
}

export function messagePortChannel(port: Port): ClientChannel {
  return {
    send: (message) => port.postMessage(message),
    onMessage(receive) {
      port.addEventListener('message', (event) => receive(typeof event.data === 'string' ? event.data : ''));
      port.start();
    },
    onClose: (closed) => port.addEventListener('close', () => closed('The port was closed.')),
    close: () => port.close(),
  };
}
