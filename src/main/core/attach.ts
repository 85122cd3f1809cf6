import { StandardRPCHandler } from '@orpc/server/standard';
import { createServerPeerHandleRequestFn } from '@orpc/server/standard-peer';
import { ServerPeer } from '@orpc/standard-server-peer';
import type { CallContext } from './router.ts';
import { router } from './router.ts';

/** A WebSocket or a MessagePort, seen alike. */
export interface Channel {
  /** Resolves when the other side can take more; a slow reader slows its own streams and nobody else's. */
  send(message: string | ArrayBufferLike | Uint8Array): Promise<void>;
  onMessage(receive: (message: string | ArrayBuffer | Uint8Array) => void): void;
  onClose(closed: () => void): void;
  close(reason: string): void;
}

/** A window has a few dozen calls in flight; more is a fault or an attack, and ends the connection. */
const maximumCallsInFlight = 512;

export function createAttach(options: { context: Omit<CallContext, 'actor'>; onDefect: (error: unknown) => void }) {
  const handler = new StandardRPCHandler<CallContext>(router, {
    interceptors: [
      async ({ next }) => {
        try {
          return await next();
        } catch (error) {
          if (!isAnswer(error)) options.onDefect(error);
          throw error;
        }
      },
    ],
  });
  return (channel: Channel, actor: CallContext['actor']): void => {
    const handle = createServerPeerHandleRequestFn(handler, { context: { ...options.context, actor } });
    const peer = new ServerPeer((message) => channel.send(message as string | Uint8Array));
    let inFlight = 0;
    let open = true;
    channel.onMessage((message) => {
      if (!open) return;
      if (inFlight >= maximumCallsInFlight) {
        open = false;
        peer.close();
        channel.close(`More than ${maximumCallsInFlight} calls at once`);
        return;
      }
      inFlight += 1;
      peer
        .message(message as string, handle)
        .catch((error: unknown) => {
          // What can't be read as a message can't be answered either; the connection ends, typed, on the other side.
          if (open) {
            open = false;
            peer.close();
            channel.close('A message could not be read');
          }
          if (!(error instanceof SyntaxError || error instanceof TypeError)) options.onDefect(error);
        })
        .finally(() => {
          inFlight -= 1;
        });
    });
    channel.onClose(() => {
      open = false;
      peer.close();
    });
  };
}

/** Refusals, bad input and aborted calls are answers; everything else is a defect and is logged. */
function isAnswer(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'AbortError') return true;
  return 'code' in error && ['REFUSED', 'BAD_REQUEST', 'NOT_FOUND'].includes(String(error.code));
}
