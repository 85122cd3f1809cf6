import { randomBytes } from 'node:crypto';
import { uuidFrom } from '../../../shared/uuid.ts';
import type { Clock } from './clock.ts';

/** Randomness is injected like time: the same seed gives the same ids, draws and jitter. */
export interface Random {
  /** 0 <= draw < 1 */
  draw(): number;
  bytes(count: number): Uint8Array;
}

export const systemRandom: Random = {
  draw: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
  bytes: (count) => randomBytes(count),
};

/** Mulberry32: 32 bits of state, good enough for draws and jitter, never for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  const draw = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { draw, bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(draw() * 256)) };
}

export const newId = (clock: Clock, random: Random): string => uuidFrom(clock.nowMs(), random.bytes(10));

/** Ids are the order of time, so one made later never sorts before an earlier one, also when the clock is set back. */
export function idMaker(clock: Clock, random: Random): () => string {
  let lastMs = 0;
  return () => {
    lastMs = Math.max(lastMs, clock.nowMs());
    return uuidFrom(lastMs, random.bytes(10));
  };
}
