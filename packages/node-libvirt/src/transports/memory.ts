import { duplexPair } from 'node:stream';
import type { Channel } from '../channel.ts';

/** Two ends of a connection inside this process: for tests and simulators. What one end destroys, the other sees closed. */
export function memoryPair(peer = 'memory'): { readonly client: Channel; readonly server: Channel } {
  const [near, far] = duplexPair({ highWaterMark: 64 * 1024 });
  near.once('close', () => far.destroy());
  far.once('close', () => near.destroy());
  const facts = { kind: 'memory', peer, private: true } as const;
  return { client: { stream: near, facts }, server: { stream: far, facts: { ...facts, peer: `client of ${peer}` } } };
}
