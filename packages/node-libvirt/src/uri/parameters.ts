/** The parameters after "?": two are known, those of libvirt that we refuse are refused with their reason, all others as unknown. */
import { decode } from './authority.ts';
import { refuse, type UriRefusal } from './refusal.ts';

export type ParameterName = 'socket' | 'mode';

export interface UriParameters {
  readonly socket?: string;
}

const dangerous: ReadonlyMap<string, string> = new Map(
  Object.entries({
    command: 'it names a program to run',
    netcat: 'it names a program to run on the host',
    proxy: 'the way into the host is chosen by trying, and named in the facts of the connection',
    no_verify: 'it switches the check of identities off',
    no_sanity: 'it switches the check of certificates off',
    no_tty: 'this package never asks at a terminal',
    known_hosts: 'it names a file to read; host keys are pinned by the caller',
    known_hosts_verify: 'it changes which host keys are believed; host keys are pinned by the caller',
    keyfile: 'it names a file to read; keys are given by the caller',
    sshauth: 'it changes how the user is authenticated; keys are given by the caller',
    pkipath: 'it names a folder to read; certificates are given by the caller',
    tls_priority: 'it can allow broken ciphers',
    authfile: 'it names a file to read; credentials are given by the caller',
    name: 'it hides which hypervisor is opened; write the driver and the path instead',
  }),
);

const socketBytesMax = 107;

export function readParameters(
  query: string,
  transport: string,
  allowed: readonly ParameterName[],
): UriParameters | UriRefusal {
  const seen = new Map<string, string>();
  for (const pair of query === '' ? [] : query.split('&')) {
    const [nameText = '', valueText, ...more] = pair.split('=');
    const name = decode(nameText);
    const value = decode(valueText ?? '');
    const shown = (name ?? nameText).slice(0, 60);
    if (name === undefined || value === undefined || more.length > 0 || name === '') {
      return refuse('parameter', `parameter "${shown}" is not of the form name=value`);
    }
    const why = dangerous.get(name.toLowerCase());
    if (why !== undefined) return refuse('parameter', `parameter "${shown}": ${why}`);
    if (!allowed.some((known) => known === name)) {
      return refuse('parameter', `parameter "${shown}" is unknown with transport ${transport}`);
    }
    if (seen.has(name)) return refuse('parameter', `parameter "${shown}" is given twice`);
    seen.set(name, value);
  }
  const mode = seen.get('mode');
  // "direct" would mean one daemon for each driver; this package speaks to the daemon that serves all of them.
  if (mode !== undefined && mode !== 'auto' && mode !== 'legacy') {
    return refuse('parameter', `mode "${mode.slice(0, 60)}": known are auto and legacy`);
  }
  const socket = seen.get('socket');
  if (socket === undefined) return {};
  const isPlain = /^(\/[\w.+,@=:~-]+)+$/.test(socket) && !/\/\.{1,2}(\/|$)/.test(socket);
  if (!isPlain) return refuse('parameter', 'parameter "socket" is not a plain absolute path');
  if (socket.length > socketBytesMax) {
    return refuse(
      'parameter',
      `parameter "socket" has ${socket.length} bytes; a unix socket's path may have ${socketBytesMax}`,
    );
  }
  return { socket };
}
