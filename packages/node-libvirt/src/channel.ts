import type { Duplex } from 'node:stream';

/**
 * What a transport hands to the connection: an open, authenticated stream of bytes and the facts an operator should see about it.
 *
 * The stream is a plain Node Duplex, because Node's own streams already carry backpressure both ways: `write()` returns false and
 * `drain` follows, `pause()` and `resume()` stop and restart reading. The connection takes it over:
 * - nobody has read from it or attached a `data` listener before it is handed over;
 * - `end()` closes it politely, `destroy()` at once; either is followed by exactly one `close` event, after which it holds no handle;
 * - a fault of the transport arrives as the `error` event, best as one of the typed errors of errors.ts.
 */
export interface Channel {
  readonly stream: Duplex;
  /**
   * Quicker reading, where the transport can: the sink gets a buffer and how many bytes of it are filled. The next ones overwrite
   * them, so they are lent for the call only. Such a stream emits no `data`; `pause`, `resume`, `end` and `close` are as ever. Called once, when it is handed over.
   */
  readonly lend?: (sink: (buffer: Buffer, size: number) => void) => void;
  readonly facts: ChannelFacts;
}

export type ChannelKind = 'unix' | 'tcp' | 'tls' | 'ssh' | 'memory';

export interface ChannelFacts {
  readonly kind: ChannelKind;
  /** Who is at the other end, in the words used in errors: `rack4.lab:16514`, `/run/libvirt/libvirt-sock`, `root@rack4.lab:22`. */
  readonly peer: string;
  /** Whether what passes can be read or changed on its way. PLAIN passwords are refused over a channel that is not private. */
  readonly private: boolean;
  /** How it was reached where there are several ways, for example `streamlocal`, `virt-ssh-helper`, `nc -U`. */
  readonly route?: string;
}

/** How long opening may take, and the signal that gives up earlier. Every transport's connect function takes these. */
export interface ConnectLimits {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export const defaultConnectTimeoutMs = 15_000;
