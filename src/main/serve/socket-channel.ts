import type { WebSocket } from 'ws';
import type { Channel } from '../core/index.ts';

/** Beyond this much unsent, the reader is not reading: what it can make core hold. */
const highWaterBytes = 16 * 1024 * 1024;

export function socketChannel(socket: WebSocket): Channel {
  return {
    async send(message) {
      if (socket.readyState !== socket.OPEN) throw new Error('The connection is closed.');
      if (socket.bufferedAmount > highWaterBytes) socket.terminate();
      else socket.send(message);
    },
    onMessage(receive) {
      socket.on('message', (data, isBinary) => receive(isBinary ? '' : data.toString()));
    },
    onClose: (closed) => void socket.on('close', closed),
    close: (reason) => socket.close(4000, reason),
  };
}
