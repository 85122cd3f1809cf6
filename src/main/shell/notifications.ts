import type { NotifyMessage } from './core-messages.ts';

export type NotifyDecision =
  | { readonly kind: 'show'; readonly shownAtMs: readonly number[] }
  | { readonly kind: 'summary'; readonly shownAtMs: readonly number[] }
  | { readonly kind: 'silent' };

const windowMs = 60_000;
const mostInWindow = 5;

/**
 * Whether a message becomes a notification of the operating system. Not while the operator looks at the window, where
 * the inbox has it; and after five within a minute one summary, then none: a site that goes down speaks once.
 */
export function decideNotify(windowFocused: boolean, shownAtMs: readonly number[], nowMs: number): NotifyDecision {
  if (windowFocused) return { kind: 'silent' };
  const recent = shownAtMs.filter((time) => nowMs - time < windowMs);
  if (recent.length < mostInWindow) return { kind: 'show', shownAtMs: [...recent, nowMs] };
  if (recent.length === mostInWindow) return { kind: 'summary', shownAtMs: [...recent, nowMs] };
  return { kind: 'silent' };
}

export const summaryNotification: Omit<NotifyMessage, 'type'> = {
  title: 'More needs attention',
  body: 'Several things happened within a minute. The inbox has them all.',
  route: '/',
};

/** The part of Electron's Notification that is used. */
export interface NativeNotification {
  once(event: 'click' | 'close' | 'failed', listener: () => void): unknown;
  show(): void;
  close(): void;
}

/** Shows notifications, and keeps those on screen: a collected one would lose its click. */
export class Notifier {
  readonly #create: (text: { title: string; body: string }) => NativeNotification;
  readonly #isFocused: () => boolean;
  readonly #open: (route: string) => void;
  readonly #now: () => number;
  readonly #onScreen = new Set<NativeNotification>();
  #shownAtMs: readonly number[] = [];

  constructor(parts: {
    create: (text: { title: string; body: string }) => NativeNotification;
    isFocused: () => boolean;
    open: (route: string) => void;
    now: () => number;
  }) {
    this.#create = parts.create;
    this.#isFocused = parts.isFocused;
    this.#open = parts.open;
    this.#now = parts.now;
  }

  notify(message: Omit<NotifyMessage, 'type'>): void {
    const decision = decideNotify(this.#isFocused(), this.#shownAtMs, this.#now());
    if (decision.kind === 'silent') return;
    this.#shownAtMs = decision.shownAtMs;
    const { title, body, route } = decision.kind === 'summary' ? summaryNotification : message;
    const notification = this.#create({ title, body });
    const drop = () => void this.#onScreen.delete(notification);
    notification.once('click', () => {
      drop();
      this.#open(route);
    });
    notification.once('close', drop);
    notification.once('failed', drop);
    this.#onScreen.add(notification);
    // Some desktops never say that a notification was closed.
    for (const oldest of this.#onScreen) {
      if (this.#onScreen.size <= 2 * mostInWindow) break;
      this.#onScreen.delete(oldest);
    }
    notification.show();
  }

  closeAll(): void {
    for (const notification of this.#onScreen) notification.close();
    this.#onScreen.clear();
  }
}
