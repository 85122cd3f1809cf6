import type { Refusal } from '../../shared/refusal.ts';
import { type CoreToShell, coreToShellSchema, type ShellToCore, type StartOptions } from './core-messages.ts';
import { decideRestart, type RestartPolicy } from './restart-policy.ts';

/** The process core runs in: Electron's utility process, and in tests a child of Node. */
export interface CoreProcess<Port> {
  postMessage(message: ShellToCore, ports?: Port[]): void;
  kill(): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number | null) => void): void;
}

export interface CoreEvents {
  /** Core answers; every window that waits for a port can have one. Comes again after each restart. */
  ready(): void;
  /** Core ended and is started again after the delay. */
  restarting(exitCode: number | null, delayMs: number): void;
  /** Core said why it can't start, and has ended. It is not tried again until the operator asks. */
  refused(refusal: Refusal): void;
  gaveUp(ends: number, windowMs: number, exitCode: number | null): void;
  message(message: Extract<CoreToShell, { type: 'attention' | 'notify' | 'secret-request' }>): void;
  /** A message that is not in the protocol: dropped, and worth a line in the log. */
  nonsense(): void;
}

type State<Port> =
  | { kind: 'stopped' }
  | { kind: 'running'; process: CoreProcess<Port>; ready: boolean; refusal?: Refusal }
  | { kind: 'waiting'; timer: ReturnType<typeof setTimeout> }
  | { kind: 'closing'; process: CoreProcess<Port>; whenGone: Promise<void> };

/** Keeps one core running: starts it, starts it again when it ends, stops trying when that is useless, ends it in peace. */
export class CoreSupervisor<Port> {
  readonly #fork: () => CoreProcess<Port>;
  readonly #options: StartOptions;
  readonly #policy: RestartPolicy;
  readonly #events: CoreEvents;
  readonly #now: () => number;
  #state: State<Port> = { kind: 'stopped' };
  #endsAtMs: readonly number[] = [];
  #gone: () => void = () => {};

  constructor(parts: {
    fork: () => CoreProcess<Port>;
    options: StartOptions;
    policy: RestartPolicy;
    events: CoreEvents;
    now: () => number;
  }) {
    this.#fork = parts.fork;
    this.#options = parts.options;
    this.#policy = parts.policy;
    this.#events = parts.events;
    this.#now = parts.now;
  }

  get ready(): boolean {
    return this.#state.kind === 'running' && this.#state.ready;
  }

  /** Starts core, also after it was refused or given up; does nothing while it runs or is about to. */
  start(): void {
    if (this.#state.kind !== 'stopped') return;
    const process = this.#fork();
    this.#state = { kind: 'running', process, ready: false };
    process.onMessage((message) => this.#receive(process, message));
    process.onExit((code) => this.#ended(process, code));
    process.postMessage({ type: 'start', options: this.#options });
  }

  /** Operator's retry after giving up: the count of ends starts anew. */
  startAfresh(): void {
    this.#endsAtMs = [];
    this.start();
  }

  /** Hands a window's port to core; false when core isn't there to take it. */
  connect(port: Port): boolean {
    if (this.#state.kind !== 'running' || !this.#state.ready) return false;
    this.#state.process.postMessage({ type: 'connect' }, [port]);
    return true;
  }

  /** An answer for core, dropped when that core has ended in the meantime: the next one asks again. */
  send(message: Extract<ShellToCore, { type: 'secret-answer' }>): void {
    if (this.#state.kind === 'running') this.#state.process.postMessage(message);
  }

  /** Asks core to finish what it writes and end; ends it after the timeout. Resolves when no core is left. */
  async close(timeoutMs: number): Promise<'closed' | 'killed'> {
    const state = this.#state;
    if (state.kind === 'waiting') clearTimeout(state.timer);
    if (state.kind === 'closing') {
      await state.whenGone;
      return 'closed';
    }
    if (state.kind !== 'running') {
      this.#state = { kind: 'stopped' };
      return 'closed';
    }
    const whenGone = new Promise<void>((resolve) => {
      this.#gone = resolve;
    });
    this.#state = { kind: 'closing', process: state.process, whenGone };
    state.process.postMessage({ type: 'close' });
    let killed = false;
    const timer = setTimeout(() => {
      killed = true;
      state.process.kill();
    }, timeoutMs);
    await whenGone;
    clearTimeout(timer);
    return killed ? 'killed' : 'closed';
  }

  #receive(from: CoreProcess<Port>, data: unknown): void {
    const state = this.#state;
    if (state.kind !== 'running' || state.process !== from || state.refusal !== undefined) return;
    const parsed = coreToShellSchema.safeParse(data);
    if (!parsed.success) {
      this.#events.nonsense();
      return;
    }
    const message = parsed.data;
    if (message.type === 'ready') {
      // Twice from one process would hand every window a second port.
      if (state.ready) {
        this.#events.nonsense();
        return;
      }
      state.ready = true;
      this.#events.ready();
    } else if (message.type === 'refused') {
      // Told on when the process has ended: until then it can hold what the next one needs.
      state.refusal = message.refusal;
      state.ready = false;
      from.kill();
    } else {
      this.#events.message(message);
    }
  }

  #ended(process: CoreProcess<Port>, exitCode: number | null): void {
    const state = this.#state;
    if (state.kind === 'closing' && state.process === process) {
      this.#state = { kind: 'stopped' };
      this.#gone();
      return;
    }
    if (state.kind !== 'running' || state.process !== process) return;
    if (state.refusal !== undefined) {
      this.#state = { kind: 'stopped' };
      this.#events.refused(state.refusal);
      return;
    }
    const decision = decideRestart(this.#policy, this.#endsAtMs, this.#now());
    if (decision.kind === 'give-up') {
      this.#state = { kind: 'stopped' };
      this.#events.gaveUp(decision.ends, decision.windowMs, exitCode);
      return;
    }
    this.#endsAtMs = decision.endsAtMs;
    const timer = setTimeout(() => {
      this.#state = { kind: 'stopped' };
      this.start();
    }, decision.delayMs);
    this.#state = { kind: 'waiting', timer };
    this.#events.restarting(exitCode, decision.delayMs);
  }
}
