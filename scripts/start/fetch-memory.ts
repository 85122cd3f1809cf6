import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A fetch that failed is not tried again for a day from the same place: the next start must not wait for it. */
const rememberMs = 24 * 60 * 60_000;

export type Failure = { readonly source: string; readonly atMs: number; readonly reason: string };

export function rememberFailure(file: string, failure: Failure): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(failure));
}

export function recentFailure(file: string, source: string, nowMs: number): Failure | undefined {
  if (!existsSync(file)) return undefined;
  const failure = parse(readFileSync(file, 'utf8'));
  if (failure?.source !== source) return undefined;
  const ageMs = nowMs - failure.atMs;
  return ageMs >= 0 && ageMs < rememberMs ? failure : undefined;
}

function parse(text: string): Failure | undefined {
  try {
    return JSON.parse(text) as Failure;
  } catch {
    return undefined;
  }
}
