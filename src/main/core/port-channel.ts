import type { Channel } from './attach.ts';

/** What node:worker_threads and Electron's utility process both give: an event emitter's port. */
export interface EmitterPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** Electron wraps what it delivers in an event, worker threads deliver it bare. */
const dataOf = (message: unknown): unknown =>
  typeof message === 'object' && message !== null && 'data' in message ? message.data : message;

export function portChannel(port: EmitterPort): Channel {
  return {
    // A port has no word for "full". Every answer and every stream item was asked for, which bounds what is on its way.
    async send(message) {
      port.postMessage(message);
    },
    onMessage(receive) {
      port.on('message', (message) => {
        const data = dataOf(message);
        receive(typeof data === 'string' ? data : '');
      });
      port.start();
    },
    onClose: (closed) => void port.on('close', closed),
    close: () => port.close(),
  };
}
