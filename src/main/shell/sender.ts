import { isConsoleAddress } from './navigation.ts';

/** The facts of the frame that sent a message; Electron gives null when it has gone in the meantime. */
export interface SenderFrame {
  readonly url: string;
  readonly origin: string;
  readonly parent: unknown;
  readonly detached: boolean;
}

/**
 * Only the console's page in a window's main frame may send the shell anything. Both the address and the origin must be
 * ours: a page in a sandboxed frame has our address and an origin of its own.
 */
export function isTrustedSender(frame: SenderFrame | null): boolean {
  if (frame === null || frame.detached || frame.parent !== null) return false;
  return isConsoleAddress(frame.url) && isConsoleAddress(frame.origin);
}
