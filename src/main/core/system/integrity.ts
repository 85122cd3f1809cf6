import type { SystemInfo } from '../../../shared/contract/index.ts';
import { damagedCatalog, type Kernel } from '../kernel/index.ts';

export interface IntegrityState {
  readonly state: SystemInfo['catalog']['integrity'];
  readonly detail: string | null;
}

/**
 * Checks the whole file after the first page is there, in a worker. A damaged catalog takes no further change: what is
 * still readable can be looked at and copied, and nothing is made worse.
 */
export function watchIntegrity(
  kernel: Kernel,
  afterMs: number,
  onDefect: (error: unknown) => void,
): () => IntegrityState {
  let found: IntegrityState = { state: 'checking', detail: null };
  const settle = (state: IntegrityState) => {
    if (kernel.closing.aborted) return;
    found = state;
    kernel.feed.publish([{ topic: 'system', change: 'updated' }]);
  };
  const begin = () => {
    kernel.catalog.checkIntegrity().then(
      (problems) => {
        if (problems.length === 0) return settle({ state: 'sound', detail: null });
        if (!kernel.closing.aborted) kernel.write.close(damagedCatalog(kernel.catalog.path, problems));
        settle({ state: 'damaged', detail: problems.join(' ') });
      },
      (error: unknown) => {
        if (kernel.closing.aborted) return;
        onDefect(error);
        settle({ state: 'unknown', detail: error instanceof Error ? error.message : String(error) });
      },
    );
  };
  kernel.closing.addEventListener('abort', kernel.clock.after(afterMs, begin));
  return () => {
    const { closed } = kernel.write;
    // A change may meet damage before the check comes to it, or in a page that was sound then.
    if (closed?.code !== 'catalog.damaged' || found.state === 'damaged') return found;
    return { state: 'damaged', detail: closed.reasons.join(' ') };
  };
}
