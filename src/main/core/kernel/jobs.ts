import type { Actor, Job } from '../../../shared/contract/index.ts';
import type { Clock } from './clock.ts';
import type { Feed } from './feed.ts';
import { granted, type Result, refused } from './result.ts';
import type { WritePath } from './write-path.ts';

export interface JobHandle {
  readonly id: string;
  readonly signal: AbortSignal;
  /** Said at most every 100 ms to the feed, however often it is called. */
  progress(fraction: number | null, detail: string): void;
}

export interface NewJob {
  id: string;
  title: string;
  actor: Actor;
  /** What stays when the operator cancels; null: it can't be cancelled. */
  cancelKeeps: string | null;
  route?: string;
  /** Tells the work of two requests with one id apart, where it comes from outside. */
  digest?: string;
}

interface Entry {
  job: Job;
  readonly digest: string | undefined;
  readonly abort: AbortController;
  saidAtMs: number;
  done: Promise<void>;
}

const maximumRunning = 50;
const maximumEndedKept = 100;
const progressEveryMs = 100;

/** Long work of this run of core. It ends with core; what must survive a kill is an operation of the journal instead. */
export class Jobs {
  readonly #clock: Clock;
  readonly #feed: Feed;
  readonly #write: WritePath;
  readonly #jobs = new Map<string, Entry>();
  #stopping = false;

  constructor(parts: { clock: Clock; feed: Feed; write: WritePath }) {
    this.#clock = parts.clock;
    this.#feed = parts.feed;
    this.#write = parts.write;
  }

  list(): Job[] {
    return [...this.#jobs.values()].map(({ job }) => job).reverse();
  }

  /** Runs in the background. What the work returns is the sentence shown as its result. The same id again is the same job. */
  start(spec: NewJob, work: (handle: JobHandle) => Promise<string>): Result<Job> {
    const existing = this.#jobs.get(spec.id);
    if (existing !== undefined) {
      if (existing.digest === spec.digest) return granted(existing.job);
      return refused({
        code: 'job.id-taken',
        message: `There is a job with this id already, ${existing.job.title}, and it differs in what it works on (digest). Nothing was started.`,
        reasons: [`Its digest is ${existing.digest ?? 'none'}; the one asked for is ${spec.digest ?? 'none'}.`],
        whatToDo: 'Repeat the request with a new id.',
      });
    }
    if (this.#stopping) {
      return refused({
        code: 'job.closing',
        message: `Headroom is closing. ${spec.title} was not started.`,
        whatToDo: 'Start Headroom again and repeat it.',
      });
    }
    const running = [...this.#jobs.values()].filter(({ job }) => job.state === 'running').length;
    if (running >= maximumRunning) {
      return refused({
        code: 'job.too-many',
        message: `${running} jobs are running already, which is the limit. ${spec.title} was not started.`,
        whatToDo: 'Wait for one to end, or cancel one.',
      });
    }
    const abort = new AbortController();
    const job: Job = {
      id: spec.id,
      title: spec.title,
      state: 'running',
      fraction: null,
      detail: 'Starting',
      cancelKeeps: spec.cancelKeeps,
      result: null,
      route: spec.route ?? null,
      actor: spec.actor,
      startedAtMs: this.#clock.nowMs(),
      endedAtMs: null,
    };
    const entry: Entry = { job, digest: spec.digest, abort, saidAtMs: 0, done: Promise.resolve() };
    this.#jobs.set(spec.id, entry);
    const change = (next: Partial<Job>) => {
      entry.job = { ...entry.job, ...next };
    };
    const handle: JobHandle = {
      id: spec.id,
      signal: abort.signal,
      progress: (fraction, detail) => {
        change({ fraction, detail });
        const nowMs = this.#clock.nowMs();
        if (nowMs - entry.saidAtMs < progressEveryMs) return;
        entry.saidAtMs = nowMs;
        this.#say(spec.id, 'progress');
      },
    };
    const end = (next: Partial<Job>) => {
      change({ ...next, endedAtMs: this.#clock.nowMs() });
      this.#forgetOldest();
      this.#say(spec.id, 'updated');
    };
    this.#say(spec.id, 'created');
    entry.done = work(handle).then(
      (result) => end(abort.signal.aborted ? { state: 'cancelled', result } : { state: 'done', fraction: 1, result }),
      (error: unknown) =>
        end(
          abort.signal.aborted
            ? { state: 'cancelled', result: spec.cancelKeeps }
            : { state: 'failed', result: error instanceof Error ? error.message : String(error) },
        ),
    );
    return granted(entry.job);
  }

  async cancel(actor: Actor, id: string): Promise<Result<Job>> {
    const entry = this.#jobs.get(id);
    if (entry === undefined) {
      return refused({
        code: 'job.unknown',
        message: 'There is no such job.',
        whatToDo: 'It may have ended before Headroom last started.',
      });
    }
    if (entry.job.state === 'running' && entry.job.cancelKeeps === null) {
      return refused({
        code: 'job.not-cancellable',
        message: `${entry.job.title} can't be cancelled.`,
        whatToDo: 'Wait for it to end.',
      });
    }
    if (entry.job.state !== 'running' || entry.abort.signal.aborted) return granted(entry.job);
    entry.abort.abort();
    // It ends also where the entry can't be written: a full disk is a reason to cancel.
    await this.#write.run(actor, async ({ record }) => {
      record({ command: 'job.cancel', summary: `Cancelled: ${entry.job.title}`, subjects: [{ kind: 'job', id }] });
      return granted(undefined);
    });
    return granted(entry.job);
  }

  /** For tests and a clean stop. */
  async ended(id: string): Promise<Job | undefined> {
    const entry = this.#jobs.get(id);
    await entry?.done;
    return entry?.job;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    for (const { abort } of this.#jobs.values()) abort.abort();
    await Promise.all([...this.#jobs.values()].map(({ done }) => done));
  }

  #say(id: string, change: 'created' | 'updated' | 'progress'): void {
    this.#feed.publish([{ topic: 'jobs', change, subject: { kind: 'job', id } }]);
  }

  #forgetOldest(): void {
    const ended = [...this.#jobs].filter(([, { job }]) => job.state !== 'running');
    for (const [id] of ended.slice(0, Math.max(0, ended.length - maximumEndedKept))) this.#jobs.delete(id);
  }
}
