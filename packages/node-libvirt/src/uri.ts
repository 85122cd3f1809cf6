/**
 * libvirt's connection URIs, read strictly: `driver[+transport]://[user@][host][:port]/path[?parameters]`.
 * What is unknown, doubtful, or would run a program, read a local file or weaken a check is refused by name. libvirt itself accepts
 * more, because its URIs are typed by the person who runs it; ours may come from a form, an import or a script.
 */

import { readAuthority } from './uri/authority.ts';
import { type ParameterName, readParameters } from './uri/parameters.ts';
import { refuse, type UriRefusal } from './uri/refusal.ts';

export type { UriRefusal } from './uri/refusal.ts';

export const uriDrivers = ['qemu', 'test', 'lxc', 'xen', 'ch', 'bhyve', 'vz'] as const;
export type UriDriver = (typeof uriDrivers)[number];
export const uriTransports = ['unix', 'tcp', 'tls', 'ssh'] as const;
export type UriTransport = (typeof uriTransports)[number];

export interface LibvirtUri {
  readonly driver: UriDriver;
  readonly transport: UriTransport;
  readonly user?: string;
  /** A DNS name or an address; IPv6 without brackets. Never there with `unix`. */
  readonly host?: string;
  /** Always there but with `unix`. */
  readonly port?: number;
  /** `/system`, `/session`, and for the test driver `/default` or the path of a file that the daemon reads. */
  readonly path: string;
  /** The daemon's socket: on this machine with `unix`, on the host with `ssh`. */
  readonly socket?: string;
  /** What the daemon is asked to open, for example `qemu:///system`. */
  readonly daemonUri: string;
}

export type ParsedUri =
  | { readonly ok: true; readonly uri: LibvirtUri }
  | { readonly ok: false; readonly refusal: UriRefusal };

export const defaultPorts = { tcp: 16509, tls: 16514, ssh: 22 } as const;
export const systemSocket = '/var/run/libvirt/libvirt-sock';
const uriLengthMax = 2048;

/** Drivers of libvirt that its clients run themselves: no daemon serves them, so there is nothing to connect to. */
const clientOnlyDrivers = [
  'esx',
  'gsx',
  'vpx',
  'vmwareplayer',
  'vmwarews',
  'vmwarefusion',
  'hyperv',
  'vbox',
  'openvz',
  'phyp',
];
const refusedTransports: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ext: 'it runs a program on this machine',
    libssh: 'this package has one SSH transport, named ssh',
    libssh2: 'this package has one SSH transport, named ssh',
  }),
);

export function parseLibvirtUri(text: string): ParsedUri {
  const result = read(text);
  return 'code' in result ? { ok: false, refusal: result } : { ok: true, uri: result };
}

function read(text: string): LibvirtUri | UriRefusal {
  if (text.length > uriLengthMax)
    return refuse('too-long', `it has ${text.length} characters; ${uriLengthMax} are allowed`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\x00-\x20\x7f-\uffff]/.test(text))
    return refuse('characters', 'it holds a space, a control character or one beyond ASCII');
  if (/["<>\\^`{|}]/.test(text)) return refuse('characters', 'it holds a character that URIs may not hold');
  const match = /^([^:/?#]+):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(#.*)?$/.exec(text);
  if (!match) return refuse('syntax', 'it is not of the form driver+transport://user@host:port/path?parameters');
  const [, scheme = '', authorityText = '', path = '', query = '', fragment] = match;
  if (fragment !== undefined) return refuse('fragment', 'a libvirt URI has no part after "#"');

  const kind = readScheme(scheme);
  if ('code' in kind) return kind;
  const authority = readAuthority(authorityText);
  if ('code' in authority) return authority;
  const transport = kind.transport ?? (authority.host === undefined ? 'unix' : 'tls');
  const misplaced = checkAuthority(transport, authority);
  if (misplaced) return misplaced;
  const wrongPath = checkPath(kind.driver, path);
  if (wrongPath) return wrongPath;
  const allowed: readonly ParameterName[] = transport === 'unix' || transport === 'ssh' ? ['socket', 'mode'] : ['mode'];
  const parameters = readParameters(query, transport, allowed);
  if ('code' in parameters) return parameters;

  const port = transport === 'unix' ? undefined : (authority.port ?? defaultPorts[transport]);
  return {
    driver: kind.driver,
    transport,
    ...(authority.user === undefined ? {} : { user: authority.user }),
    ...(authority.host === undefined ? {} : { host: authority.host }),
    ...(port === undefined ? {} : { port }),
    path,
    ...(parameters.socket === undefined ? {} : { socket: parameters.socket }),
    daemonUri: `${kind.driver}://${path}`,
  };
}

function readScheme(scheme: string): { readonly driver: UriDriver; readonly transport?: UriTransport } | UriRefusal {
  const [driverText = '', transportText, ...more] = scheme.split('+');
  if (more.length > 0) return refuse('syntax', `"${scheme}" names more than one transport`);
  const driver = uriDrivers.find((name) => name === driverText);
  if (driver === undefined) {
    const why = clientOnlyDrivers.includes(driverText)
      ? 'no libvirt daemon serves it'
      : `known are ${uriDrivers.join(', ')}`;
    return refuse('driver', `driver "${driverText}": ${why}`);
  }
  if (transportText === undefined) return { driver };
  const transport = uriTransports.find((name) => name === transportText);
  if (transport !== undefined) return { driver, transport };
  const why = refusedTransports.get(transportText) ?? `known are ${uriTransports.join(', ')}`;
  return refuse('transport', `transport "${transportText}": ${why}`);
}

function checkAuthority(
  transport: UriTransport,
  authority: { readonly user?: string; readonly host?: string; readonly port?: number },
): UriRefusal | undefined {
  if (transport !== 'unix') {
    return authority.host === undefined
      ? refuse('host', `transport ${transport} needs a host; none is named`)
      : undefined;
  }
  const extra = authority.host ?? authority.user ?? authority.port;
  return extra === undefined
    ? undefined
    : refuse('host', `transport unix stays on this machine, but "${extra}" is named`);
}

function checkPath(driver: UriDriver, path: string): UriRefusal | undefined {
  if (driver === 'test') {
    const segments = path.split('/').slice(1);
    const isPlain = segments.length > 0 && segments.every((part) => /^[\w.+-]+$/.test(part) && !/^\.+$/.test(part));
    return isPlain ? undefined : refuse('path', 'the test driver opens /default or the plain absolute path of a file');
  }
  if (path === '/system' || path === '/session') return undefined;
  return refuse('path', `"${path.slice(0, 100)}": known are /system and /session`);
}

/** The one spelling of a parsed URI; parsing it gives an equal value. */
export function formatLibvirtUri(uri: LibvirtUri): string {
  const user = uri.user === undefined ? '' : `${encodeURIComponent(uri.user)}@`;
  const host = uri.host === undefined ? '' : uri.host.includes(':') ? `[${uri.host}]` : uri.host;
  const port = uri.port === undefined ? '' : `:${uri.port}`;
  const query = uri.socket === undefined ? '' : `?socket=${encodeURIComponent(uri.socket).replaceAll('%2F', '/')}`;
  return `${uri.driver}+${uri.transport}://${user}${host}${port}${uri.path}${query}`;
}

/** The socket of a local daemon, as libvirt chooses it. A session daemon's lies in the user's runtime folder. */
export function localSocket(
  uri: LibvirtUri,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (uri.socket !== undefined) return uri.socket;
  if (uri.path !== '/session') return systemSocket;
  const runtime = environment['XDG_RUNTIME_DIR'];
  if (runtime) return `${runtime}/libvirt/libvirt-sock`;
  const home = environment['HOME'];
  return home ? `${home}/.cache/libvirt/libvirt-sock` : undefined;
}
