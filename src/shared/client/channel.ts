/** The window's end of a WebSocket or a MessagePort, seen alike. */
export interface ClientChannel {
  send(message: string): void;
  onMessage(receive: (message: string) => void): void;
  /** Called once, whichever side closed. */
  onClose(closed: (why: string) => void): void;
  close(): void;
}

/** Opens a channel, or throws; RefusedError when trying again is useless. */
export type Dial = (signal: AbortSignal) => Promise<ClientChannel>;

/** The other side is there and will not have us: a token that ended. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

/** The answer is not known: the call may or may not have been carried out. Every call may be repeated safely. */
export class DisconnectedError extends Error {
  override readonly name = 'DisconnectedError';
}
