import type { WebSocket } from 'ws';
import type { Channel } from '../core/index.ts';

/** Beyond this much unsent, senders wait: what a slow reader can make core hold. */
const highWaterBytes = 1024 * 1024;

export function socketChannel(socket: WebSocket): Channel {
  return {
    send(message) {
      if (socket.readyState !== socket.OPEN) return Promise.reject(new Error('The connection is closed.'));
      if (socket.bufferedAmount < highWaterBytes) {
        socket.send(message);
        return Promise.resolve();
      }
      return new Promise((resolve, reject) => {
        socket.send(message, (error) => (error ? reject(error) : resolve()));
      });
    },
    onMessage(receive) {
      socket.on('message', (data, isBinary) => {
        const bytes = Array.isArray(data) ? Buffer.concat(data) : data;
        receive(isBinary ? (bytes as Uint8Array) : bytes.toString());
      });
    },
    onClose: (closed) => void socket.on('close', closed),
    close: (reason) => socket.close(4000, reason),
  };
}
