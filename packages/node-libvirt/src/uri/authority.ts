/** The part of a URI that says who and where: `user@host:port`. */
import { isIPv4, isIPv6 } from 'node:net';
import { refuse, type UriRefusal } from './refusal.ts';

export interface UriAuthority {
  readonly user?: string;
  readonly host?: string;
  readonly port?: number;
}

export function readAuthority(text: string): UriAuthority | UriRefusal {
  const at = text.lastIndexOf('@');
  const user = at < 0 ? undefined : readUser(text.slice(0, at));
  if (typeof user === 'object') return user;
  const match = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(text.slice(at + 1));
  if (!match) return refuse('host', `"${text.slice(at + 1, at + 101)}" is neither a name nor an address`);
  const [, hostText = '', portText] = match;
  const host = hostText === '' ? undefined : readHost(hostText);
  if (typeof host === 'object') return host;
  const port = portText === undefined ? undefined : readPort(portText);
  if (typeof port === 'object') return port;
  return {
    ...(user === undefined ? {} : { user }),
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
  };
}

function readUser(text: string): string | UriRefusal {
  if (text.includes(':')) return refuse('user', 'it holds a password');
  const decoded = decode(text);
  if (decoded === undefined) return refuse('user', 'the user name is wrongly percent-encoded');
  // A leading hyphen would be read as an option by any program that the name reaches.
  if (!/^[A-Za-z0-9_][\w.@+-]{0,63}$/.test(decoded)) {
    return refuse(
      'user',
      'the user name is empty, too long, starts with a hyphen, or holds characters that no user name has',
    );
  }
  return decoded;
}

function readHost(text: string): string | UriRefusal {
  if (text.startsWith('[')) {
    const address = text.slice(1, -1);
    return isIPv6(address) && !address.includes('%')
      ? address
      : refuse('host', `"${text.slice(0, 100)}" is no IPv6 address`);
  }
  if (text.startsWith('-')) return refuse('host', `"${text.slice(0, 100)}" starts with a hyphen, like an option`);
  const labels = text.split('.');
  const last = labels.at(-1) ?? '';
  // What looks like a number is one to a resolver: 127.1 and 0x7f000001 are addresses in disguise.
  if (/^(0x[0-9a-f]*|[0-9]+)$/i.test(last)) {
    return isIPv4(text) ? text : refuse('host', `"${text.slice(0, 100)}" is no IPv4 address in its usual form`);
  }
  const isName = text.length <= 253 && labels.every((label) => /^[A-Za-z0-9_]([\w-]{0,61}[A-Za-z0-9_])?$/.test(label));
  return isName ? text.toLowerCase() : refuse('host', `"${text.slice(0, 100)}" is neither a name nor an address`);
}

function readPort(text: string): number | UriRefusal {
  const port = /^[1-9][0-9]{0,4}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65535 ? port : refuse('port', `"${text.slice(0, 100)}" is no port`);
}

export function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
