const tickMs = 50;

/** What can run out of time. `deadlineMs` is on the clock of performance.now(); Infinity means never. */
export interface Timed {
  readonly deadlineMs: number;
  expire(): void;
}

/**
 * One coarse timer for all calls of a connection: a timer a call would cost more than the call. It runs only while something is pending
 * and fires at most one tick late.
 */
export class Deadlines {
  readonly #pending: () => Iterable<Timed>;
  #timer: NodeJS.Timeout | undefined;

  constructor(pending: () => Iterable<Timed>) {
    this.#pending = pending;
  }

  /** Call when something with a deadline becomes pending. */
  arm(): void {
    if (this.#timer === undefined) {
      this.#timer = setTimeout(this.#tick, tickMs);
      this.#timer.unref();
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  readonly #tick = (): void => {
    this.#timer = undefined;
    const nowMs = performance.now();
    let waiting = false;
    const expired: Timed[] = [];
    for (const timed of this.#pending()) {
      if (timed.deadlineMs <= nowMs) expired.push(timed);
      else if (timed.deadlineMs !== Number.POSITIVE_INFINITY) waiting = true;
    }
    for (const timed of expired) timed.expire();
    if (waiting) this.arm();
  };
}
