import type { Kernel } from '../../kernel/index.ts';

interface Run<Value> {
  /** Where the feed stood when it began. */
  cursor: string;
  value: Promise<Value>;
  /** The run for those who asked after something had changed. */
  next: Promise<Value> | undefined;
}

/**
 * Work over the whole catalog, of which one run at a time is enough for all who ask: each run holds much, and forty
 * would hold forty times as much. Who asks after a change gets a run that began after it.
 */
export function sharedRun<Value>(work: (kernel: Kernel) => Promise<Value>): (kernel: Kernel) => Promise<Value> {
  const runs = new WeakMap<Kernel, Run<Value>>();
  const begin = (kernel: Kernel): Promise<Value> => {
    const run: Run<Value> = { cursor: cursorOf(kernel), value: work(kernel), next: undefined };
    runs.set(kernel, run);
    const end = () => {
      // With a next run it stays until that has begun, so that nobody begins a third beside it.
      if (run.next === undefined) runs.delete(kernel);
    };
    run.value.then(end, end);
    return run.value;
  };
  return (kernel) => {
    const run = runs.get(kernel);
    if (run === undefined) return begin(kernel);
    if (run.cursor === cursorOf(kernel)) return run.value;
    run.next ??= run.value.then(
      () => begin(kernel),
      () => begin(kernel),
    );
    return run.next;
  };
}

const cursorOf = (kernel: Kernel): string => kernel.feed.read(undefined, 0).cursor;
