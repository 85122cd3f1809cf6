/**
 * Ways from an SSH login to the daemon's socket: forwarding by the server, which many servers switch off; libvirt's own helper,
 * which also finds the sockets of modular daemons; and netcat. Which one it became is told by a marker line before the first byte.
 */
import { once } from 'node:events';
import type { Client, ClientChannel } from 'ssh2';
import { ConnectFailedError, InvalidInputError } from '../../errors.ts';
import { onceAborted } from '../opening.ts';

export type SshRoute = 'streamlocal' | 'virt-ssh-helper' | 'nc -U';

export interface RouteRequest {
  readonly peer: string;
  readonly socket: string;
  /** The helper chooses the socket itself, so it is of no use for another one. */
  readonly isUsualSocket: boolean;
  readonly daemonUri: string;
  readonly routes: readonly SshRoute[];
  readonly signal: AbortSignal;
}

export interface OpenRoute {
  readonly channel: ClientChannel;
  readonly route: SshRoute;
}

const marker = 'node-libvirt-route:';
/** What a login may print before our marker: a greeting of a shell's start-up file. */
const greetingBytesMax = 16 * 1024;

export async function openRoute(client: Client, request: RouteRequest): Promise<OpenRoute> {
  const { peer, socket, daemonUri, isUsualSocket } = request;
  // Both end up in a command line on the host, so they hold nothing that a shell could read otherwise.
  if (!/^(\/[\w.+,@=:-]+)+$/.test(socket))
    throw new InvalidInputError('the socket is no plain absolute path', { host: peer });
  if (!/^[a-z]+:\/\/(\/[\w.+-]+)+$/.test(daemonUri)) {
    throw new InvalidInputError("the daemon's URI is not of the form qemu:///system", { host: peer });
  }
  const isSession = daemonUri.endsWith('/session');
  const tried: string[] = [];
  // Where a user's own daemon listens is known on the host only, so there the helper is the one way.
  if (request.routes.includes('streamlocal') && !(isSession && isUsualSocket)) {
    const opened = await streamlocal(client, request);
    if (!(opened instanceof Error)) return { channel: opened, route: 'streamlocal' };
    tried.push(`streamlocal: ${opened.message}`);
  }
  const programs = [
    ...(request.routes.includes('virt-ssh-helper') && isUsualSocket ? [helper(daemonUri)] : []),
    ...(request.routes.includes('nc -U') && !(isSession && isUsualSocket) ? [netcat(socket)] : []),
  ];
  if (programs.length > 0) {
    const opened = await execute(client, `sh -c '${programs.join(' ')} echo ${marker}none'`, request);
    if (!(opened instanceof Error)) return opened;
    tried.push(opened.message);
  }
  throw new ConnectFailedError(
    `no way from the login to ${socket} (${tried.join('; ').slice(0, 500) || 'no route is allowed'})`,
    { host: peer },
    'Check that libvirt runs there and that the user may use its socket; else allow stream forwarding in sshd, or install virt-ssh-helper or netcat-openbsd.',
  );
}

const helper = (daemonUri: string): string =>
  `if command -v virt-ssh-helper >/dev/null 2>&1; then echo ${marker}virt-ssh-helper; exec virt-ssh-helper ${daemonUri}; fi;`;

/** Not every netcat has -U. */
const netcat = (socket: string): string =>
  `if nc -h 2>&1 | grep -q -e -U; then if test -S ${socket}; then echo ${marker}nc; exec nc -U ${socket}; fi; echo ${marker}no-socket; exit; fi;`;

function streamlocal(client: Client, request: RouteRequest): Promise<ClientChannel | Error> {
  return new Promise((resolve, reject) => {
    const forget = onceAborted(request.signal, () => reject(new Error('given up')));
    const settle = (result: ClientChannel | Error): void => {
      forget();
      resolve(result);
    };
    try {
      client.openssh_forwardOutStreamLocal(request.socket, (error, channel) => settle(error ?? channel));
    } catch (error) {
      settle(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

async function execute(client: Client, command: string, request: RouteRequest): Promise<OpenRoute | Error> {
  const controller = new AbortController();
  const forget = onceAborted(request.signal, () => controller.abort());
  const { signal } = controller;
  try {
    const channel = await new Promise<ClientChannel>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('given up')), { once: true });
      client.exec(command, (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    const word = await markerOf(channel, signal);
    if (word === 'virt-ssh-helper') return { channel, route: 'virt-ssh-helper' };
    if (word === 'nc') return { channel, route: 'nc -U' };
    channel.destroy();
    const why =
      word === 'no-socket' ? 'there is no such socket' : 'the host has neither virt-ssh-helper nor an nc that knows -U';
    return new Error(why);
  } catch (error) {
    if (signal.aborted) throw error;
    return new Error(`exec: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    forget();
    controller.abort();
  }
}

async function markerOf(channel: ClientChannel, signal: AbortSignal): Promise<string> {
  let text = Buffer.alloc(0);
  let ended = false;
  const onEnd = (): void => {
    ended = true;
  };
  channel.once('end', onEnd);
  try {
    for (;;) {
      const chunk = channel.read() as Buffer | null;
      if (chunk) text = Buffer.concat([text, chunk]);
      const at = text.indexOf(marker);
      const end = at < 0 ? -1 : text.indexOf('\n', at);
      if (end >= 0) {
        const rest = text.subarray(end + 1);
        if (rest.length > 0) channel.unshift(rest);
        return text
          .subarray(at + marker.length, end)
          .toString('latin1')
          .trim();
      }
      if (text.length > greetingBytesMax) throw new Error('the login prints without end');
      if (ended) throw new Error('the login ended at once');
      if (!chunk) await Promise.race([once(channel, 'readable', { signal }), once(channel, 'end', { signal })]);
    }
  } finally {
    channel.off('end', onEnd);
  }
}
