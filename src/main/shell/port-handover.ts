import { isTrustedSender, type SenderFrame } from './sender.ts';

/** The part of Electron's frame that matters here. */
export interface PortFrame<Port> extends SenderFrame {
  isDestroyed(): boolean;
  postMessage(channel: string, message: unknown, transfer: Port[]): void;
}

export interface PortWindow<Port> {
  readonly id: number;
  /** Of the page that is there now. */
  mainFrame(): PortFrame<Port>;
}

/**
 * Brings each window one port to core: after every load, when the page asks, and again when a new core is there. A page
 * that asks before core is ready is remembered and served then. Whoever gets a port is checked at the time it is handed
 * over, because a window can have gone elsewhere since it asked.
 */
export class PortHandover<Port> {
  readonly #windows = new Map<number, PortWindow<Port>>();
  readonly #channel: string;
  readonly #createChannel: () => { readonly port1: Port; readonly port2: Port };
  readonly #connect: (port: Port) => boolean;

  constructor(parts: {
    channel: string;
    createChannel: () => { readonly port1: Port; readonly port2: Port };
    connect: (port: Port) => boolean;
  }) {
    this.#channel = parts.channel;
    this.#createChannel = parts.createChannel;
    this.#connect = parts.connect;
  }

  /** A page has loaded and listens. */
  wanted(window: PortWindow<Port>, sender: SenderFrame | null): 'handed' | 'waiting' | 'refused' {
    if (!isTrustedSender(sender)) return 'refused';
    this.#windows.set(window.id, window);
    return this.#hand(window);
  }

  coreReady(): void {
    for (const window of this.#windows.values()) this.#hand(window);
  }

  /** The window is closed, or its page has crashed and will ask anew. */
  forget(windowId: number): void {
    this.#windows.delete(windowId);
  }

  #hand(window: PortWindow<Port>): 'handed' | 'waiting' | 'refused' {
    const frame = window.mainFrame();
    if (frame.isDestroyed() || !isTrustedSender(frame)) return 'refused';
    const { port1, port2 } = this.#createChannel();
    if (!this.#connect(port1)) return 'waiting';
    frame.postMessage(this.#channel, null, [port2]);
    return 'handed';
  }
}
