/** What the opening of every networked transport shares: a time limit, the caller's signal, and words for what went wrong. */
import { type ConnectLimits, defaultConnectTimeoutMs } from '../channel.ts';
import { CancelledError, ConnectFailedError, ConnectionError } from '../errors.ts';

/**
 * Runs `work` with a signal that fires when the caller gives up or the time is over, and turns either into its typed error.
 * `work` has to end soon after the signal and to close what it opened.
 */
export async function within<T>(
  host: string,
  limits: ConnectLimits,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const timeoutMs = limits.timeoutMs ?? defaultConnectTimeoutMs;
  const { signal } = limits;
  if (signal?.aborted) throw new CancelledError({ host }, signal.reason);
  const controller = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, timeoutMs);
  const onAbort = (): void => controller.abort();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await work(controller.signal);
  } catch (error) {
    if (signal?.aborted) throw new CancelledError({ host }, signal.reason);
    if (timedOut) {
      const what = `not open within ${timeoutMs} ms`;
      const whatToDo = 'Check that the host is up and reachable, and that no firewall drops the connection.';
      throw new ConnectFailedError(what, { host }, whatToDo, error);
    }
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

/** Rejects when the signal fires; the returned function takes the listener away again. */
export function onceAborted(signal: AbortSignal, abort: () => void): () => void {
  if (signal.aborted) {
    abort();
    return () => undefined;
  }
  signal.addEventListener('abort', abort, { once: true });
  return () => signal.removeEventListener('abort', abort);
}

const reasons: Readonly<Record<string, readonly [string, string]>> = {
  ENOTFOUND: ['the name does not resolve', 'Correct the name, or check the name service of this machine.'],
  EAI_AGAIN: ['the name service does not answer', 'Check the name service of this machine, then try again.'],
  ECONNREFUSED: ['nothing listens on that port', 'Start the daemon on the host and check that it listens there.'],
  EHOSTUNREACH: ['no way to the host', 'Check that the host is up, and the routes and firewalls on the way.'],
  ENETUNREACH: ['no way to its network', 'Check the network of this machine and its routes.'],
  ETIMEDOUT: ['the host does not answer', 'Check that the host is up, and the firewalls on the way.'],
  ECONNRESET: ['the host cut the connection', 'Read the log of the daemon on the host.'],
};

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

export function explainSocketError(host: string, error: unknown): ConnectionError {
  if (error instanceof ConnectionError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const [what, whatToDo] = reasons[codeOf(error)] ?? [message, 'Check that the host is up and its daemon runs.'];
  return new ConnectFailedError(what, { host }, whatToDo, error);
}

/** `rack4.lab:16514`, `[fe80::1]:22`. */
export const peerName = (host: string, port: number): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;
