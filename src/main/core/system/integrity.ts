import type { Kernel } from '../kernel/index.ts';

export interface IntegrityState {
  state: 'checking' | 'sound' | 'damaged';
  detail: string | null;
}

/**
 * Checks the whole file after the first page is there, in a worker. A damaged catalog takes no further change: what is
 * still readable can be looked at and copied, and nothing is made worse.
 */
export function watchIntegrity(kernel: Kernel, afterMs: number, onDefect: (error: unknown) => void): IntegrityState {
  const integrity: IntegrityState = { state: 'checking', detail: null };
  const settle = (problems: string[]) => {
    integrity.state = problems.length === 0 ? 'sound' : 'damaged';
    integrity.detail = problems.length === 0 ? null : problems.join(' ');
    if (problems.length > 0) {
      kernel.write.close({
        code: 'catalog.damaged',
        message: `${kernel.catalog.path} is damaged. This change was not made, and none will be until it is restored.`,
        reasons: problems,
        whatToDo:
          'Keep a copy of the file, then restore the latest backup: stop Headroom and put the backup in its place.',
      });
    }
    kernel.feed.publish([{ topic: 'system', change: 'updated' }]);
  };
  const begin = () => {
    kernel.catalog.checkIntegrity().then(settle, (error: unknown) => {
      if (kernel.closing.aborted) return;
      onDefect(error);
      integrity.detail = error instanceof Error ? error.message : String(error);
    });
  };
  kernel.closing.addEventListener('abort', kernel.clock.after(afterMs, begin));
  return integrity;
}
