import { type FileHandle, open } from 'node:fs/promises';
import { streamPacketBytes } from '../wire/protocol.ts';
import { streamWindowBytes } from '../wire/wire.ts';

const bufferBytes = 1024 * 1024;
/**
 * How many buffers take turns. What is written to a stream must stay until it is sent; when `write` resolves, at most a window and a
 * packet of all that was written before can be unsent. So many buffers ahead, one can be read into again, and one more is read ahead.
 */
const buffers = Math.ceil((streamWindowBytes + streamPacketBytes) / bufferBytes) + 2;

/** The bytes of a file for `Volume.upload`, read ahead into a few buffers that take turns: quicker than new memory for every piece. */
export async function* fileSource(path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await open(path);
  let ahead: Promise<number> | undefined;
  try {
    const ring = Array.from({ length: buffers }, () => Buffer.allocUnsafeSlow(bufferBytes));
    const buffer = (turn: number): Buffer => ring[turn % buffers] as Buffer;
    ahead = fill(file, buffer(0));
    for (let turn = 0; ; turn++) {
      signal?.throwIfAborted();
      const size: number = await ahead;
      if (size === 0) return;
      ahead = fill(file, buffer(turn + 1));
      yield buffer(turn).subarray(0, size);
    }
  } finally {
    await ahead?.catch(() => {});
    await file.close();
  }
}

/** Fills the buffer unless the file ends first: shorter pieces would let too many buffers be unsent at once. */
async function fill(file: FileHandle, buffer: Buffer): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}
