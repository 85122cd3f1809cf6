/** Time is injected, so that a month of scheduling can be simulated in seconds and replayed exactly. */
export interface Clock {
  nowMs(): number;
  /** Runs once after the delay; the returned function takes it back. Never keeps the process alive. */
  after(delayMs: number, run: () => void): () => void;
  /** Undefined most of the time; when work has run for long without a pause, a turn for timers and sockets. */
  turn(): Promise<void> | undefined;
}

/** setTimeout turns longer delays into 1 ms. */
const longestDelayMs = 2 ** 31 - 1;

/**
 * SQLite answers synchronously, so mutations that follow each other would never let anything else run; after this long
 * they do.
 */
const turnAfterMs = 8;
let lastTurnMs = 0;

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, Math.min(Math.max(delayMs, 0), longestDelayMs));
    timer.unref();
    return () => clearTimeout(timer);
  },
  turn() {
    if (performance.now() - lastTurnMs < turnAfterMs) return undefined;
    return new Promise((resolve) =>
      setImmediate(() => {
        lastTurnMs = performance.now();
        resolve();
      }),
    );
  },
};

/** A clock that moves only when told; due work runs in order of its time, then of its asking. */
export class VirtualClock implements Clock {
  #nowMs: number;
  #sequence = 0;
  #due: { atMs: number; sequence: number; run: () => void }[] = [];

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): () => void {
    const entry = { atMs: this.#nowMs + Math.max(delayMs, 0), sequence: this.#sequence++, run };
    this.#due.push(entry);
    return () => {
      this.#due = this.#due.filter((other) => other !== entry);
    };
  }

  /** Never: in virtual time nothing waits for a turn, and the same seed must interleave the same way. */
  turn(): undefined {
    return undefined;
  }

  /** Moves on, running what falls due; asynchronous work that it starts is given a turn before the next. */
  async advance(byMs: number): Promise<void> {
    const untilMs = this.#nowMs + byMs;
    for (;;) {
      const next = this.#due
        .filter((entry) => entry.atMs <= untilMs)
        .sort((a, b) => a.atMs - b.atMs || a.sequence - b.sequence)[0];
      if (next === undefined) break;
      this.#due = this.#due.filter((entry) => entry !== next);
      this.#nowMs = next.atMs;
      next.run();
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    this.#nowMs = untilMs;
  }
}
