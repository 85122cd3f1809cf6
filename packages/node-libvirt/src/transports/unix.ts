import { createConnection } from 'node:net';
import { type Channel, type ConnectLimits, defaultConnectTimeoutMs } from '../channel.ts';
import { CancelledError, ConnectFailedError, type ConnectionError } from '../errors.ts';

const readBytes = 128 * 1024;

/** Reads into one buffer again and again: half the work of a stream that makes new memory for each reply of a few bytes. */
class Lender {
  readonly #buffer = Buffer.allocUnsafeSlow(readBytes);
  #sink: ((buffer: Buffer, size: number) => void) | undefined;
  #early: Buffer[] = [];
  readonly onread = {
    buffer: this.#buffer,
    callback: (size: number): boolean => {
      if (this.#sink === undefined) this.#early.push(Buffer.from(this.#buffer.subarray(0, size)));
      else this.#sink(this.#buffer, size);
      return true;
    },
  };
  readonly lend = (sink: (buffer: Buffer, size: number) => void): void => {
    this.#sink = sink;
    for (const bytes of this.#early) sink(bytes, bytes.length);
    this.#early = [];
  };
}

/** Connects to a libvirt daemon's socket on this machine. */
export function connectUnix(path: string, limits: ConnectLimits = {}): Promise<Channel> {
  const { signal } = limits;
  const timeoutMs = limits.timeoutMs ?? defaultConnectTimeoutMs;
  const place = { host: path };
  if (signal?.aborted) return Promise.reject(new CancelledError(place, signal.reason));
  return new Promise((resolve, reject) => {
    const lender = new Lender();
    const socket = createConnection({ path, onread: lender.onread });
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      socket.off('connect', onConnect);
      socket.off('error', onError);
    };
    const refuse = (error: ConnectionError): void => {
      settle();
      // A fault that follows the refusal has nobody left to hear it.
      socket.on('error', () => {});
      socket.destroy();
      reject(error);
    };
    const onConnect = (): void => {
      settle();
      resolve({ stream: socket, lend: lender.lend, facts: { kind: 'unix', peer: path, private: true } });
    };
    const onError = (error: NodeJS.ErrnoException): void => refuse(explain(path, error));
    const onAbort = (): void => refuse(new CancelledError(place, signal?.reason));
    const timer = setTimeout(() => {
      const what = `the socket did not accept within ${timeoutMs} ms`;
      refuse(new ConnectFailedError(what, place, 'Check that the daemon runs and is not stopped or overloaded.'));
    }, timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    socket.on('connect', onConnect);
    socket.on('error', onError);
  });
}

function explain(path: string, error: NodeJS.ErrnoException): ConnectFailedError {
  const place = { host: path };
  switch (error.code) {
    case 'ENOENT':
      return new ConnectFailedError(
        'no such socket',
        place,
        'Check the path, and that the libvirt daemon is started.',
        error,
      );
    case 'ECONNREFUSED':
      return new ConnectFailedError('nothing listens on the socket', place, 'Start the libvirt daemon.', error);
    case 'EACCES':
    case 'EPERM':
      return new ConnectFailedError(
        'access to the socket is denied',
        place,
        "Join the socket's group (usually libvirt).",
        error,
      );
    default:
      return new ConnectFailedError(error.message, place, 'Check that the libvirt daemon runs on this machine.', error);
  }
}
