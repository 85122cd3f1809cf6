import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '../../../shared/contract/index.ts';
import { openCatalog } from '../adapters/sqlite/index.ts';
import { createKernel, type Kernel, seededRandom, VirtualClock } from '../kernel/index.ts';

export const testActor: Actor = { kind: 'os-user', name: 'ingrid' };
export const testStartMs = Date.UTC(2026, 10, 20, 14, 32, 7);

/** A kernel on a real SQLite file in a folder of its own, with a virtual clock; `await using` removes it all. */
export function temporaryKernel(seed = 1): { kernel: Kernel; clock: VirtualClock; folder: string } & AsyncDisposable {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-test-'));
  const opened = openCatalog(folder);
  if (!opened.ok) throw new Error(opened.refusal.message);
  const clock = new VirtualClock(testStartMs);
  const kernel = createKernel({
    catalog: opened.value,
    clock,
    random: seededRandom(seed),
    onDefect: (error) => {
      throw error;
    },
  });
  return {
    kernel,
    clock,
    folder,
    async [Symbol.asyncDispose]() {
      await kernel.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
