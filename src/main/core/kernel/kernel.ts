import type { Catalog, CatalogReader } from './catalog.ts';
import type { Clock } from './clock.ts';
import { Feed } from './feed.ts';
import { Jobs } from './jobs.ts';
import { JournalRunner } from './journal-runner.ts';
import { idMaker, type Random } from './random.ts';
import { WritePath } from './write-path.ts';

/** What every module is given. Modules are functions over it; nothing is looked up from a global. */
export interface Kernel {
  readonly catalog: Catalog;
  readonly reader: CatalogReader;
  readonly clock: Clock;
  readonly random: Random;
  readonly feed: Feed;
  readonly write: WritePath;
  readonly journal: JournalRunner;
  readonly jobs: Jobs;
  /** Aborted when core begins to close: what runs by itself ends. */
  readonly closing: AbortSignal;
  newId(): string;
  close(): Promise<void>;
}

export function createKernel(parts: {
  catalog: Catalog;
  clock: Clock;
  random: Random;
  onDefect: (error: unknown) => void;
}): Kernel {
  const { catalog, clock, random } = parts;
  const newId = idMaker(clock, random);
  const feed = new Feed({ epoch: newId(), nowMs: () => clock.nowMs() });
  const write = new WritePath({ catalog, clock, newId, feed, onIntended: () => journal.wake() });
  const journal = new JournalRunner({ reader: catalog.reader, write, clock, random, onDefect: parts.onDefect });
  const jobs = new Jobs({ clock, feed, write });
  const closing = new AbortController();
  return {
    closing: closing.signal,
    catalog,
    reader: catalog.reader,
    clock,
    random,
    feed,
    write,
    journal,
    jobs,
    newId,
    async close() {
      closing.abort();
      // The journal first: a job that ends for an operation then ends because Headroom closes, not by an operator.
      const journalStopped = journal.stop();
      await jobs.stop();
      await journalStopped;
      write.close({
        code: 'catalog.closing',
        message: 'Headroom is closing. This change was not made.',
        reasons: [],
        whatToDo: 'Start Headroom again and repeat it.',
      });
      await write.settled();
      await catalog.close();
    },
  };
}
