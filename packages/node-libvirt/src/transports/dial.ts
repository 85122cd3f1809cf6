/** From a parsed URI and what the caller trusts and shows to an open channel. */
import type { Channel, ConnectLimits } from '../channel.ts';
import { InvalidInputError } from '../errors.ts';
import { formatLibvirtUri, type LibvirtUri, localSocket } from '../uri.ts';
import { connectSsh, type SshTarget } from './ssh.ts';
import { connectTcp } from './tcp.ts';
import { connectTls, type TlsTarget } from './tls.ts';
import { connectUnix } from './unix.ts';

export interface DialOptions extends ConnectLimits {
  readonly tls?: Omit<TlsTarget, 'host' | 'port'>;
  /** `user` stands for a URI that names none. */
  readonly ssh?: Omit<SshTarget, 'host' | 'port' | 'user' | 'socket' | 'daemonUri'> & { readonly user?: string };
  /** Where a session daemon's socket is looked for on this machine; its variables XDG_RUNTIME_DIR and HOME count. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** The driver to open over the channel is `uri.daemonUri`. */
export function dial(uri: LibvirtUri, options: DialOptions = {}): Promise<Channel> {
  const place = { host: formatLibvirtUri(uri) };
  const refuse = (what: string): Promise<never> => Promise.reject(new InvalidInputError(what, place));
  if (uri.transport === 'unix') {
    const socket = localSocket(uri, options.environment ?? {});
    return socket === undefined ? refuse("the session daemon's socket is not known") : connectUnix(socket, options);
  }
  const { host, port } = uri;
  if (host === undefined || port === undefined) return refuse('no host is named');
  if (uri.transport === 'tcp') return connectTcp({ host, port }, options);
  if (uri.transport === 'tls') {
    return options.tls
      ? connectTls({ ...options.tls, host, port }, options)
      : refuse('TLS needs the authorities to believe');
  }
  const user = uri.user ?? options.ssh?.user;
  if (!options.ssh || user === undefined) return refuse('SSH needs a user, a key or an agent, and a check of the host');
  const socket = uri.socket === undefined ? {} : { socket: uri.socket };
  return connectSsh({ ...options.ssh, ...socket, host, port, user, daemonUri: uri.daemonUri }, options);
}
