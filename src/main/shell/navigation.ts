import { consoleHost, consoleOrigin, consoleScheme } from '../../shared/port-message.ts';

const longestAddress = 2_048;
const longestRoute = 512;

/**
 * Is this the console itself? The only page that may be shown, may ask for a permission and may send a message. Parsed,
 * never compared by prefix: `headroom://console.example` and `headroom://console@example` begin the same way.
 */
export function isConsoleAddress(address: string): boolean {
  const url = parse(address);
  if (url === undefined || url.protocol !== `${consoleScheme}:` || url.host !== consoleHost) return false;
  return url.username === '' && url.password === '';
}

/** A page of the console goes nowhere by itself but to itself (a reload); routes are hashes and don't navigate. */
export function mayNavigate(address: string): boolean {
  if (!isConsoleAddress(address)) return false;
  const path = parse(address)?.pathname;
  return path === '' || path === '/' || path === '/index.html';
}

/** Requests the window's session may send at all. There is no network among them: core does the talking. */
export function mayRequest(address: string, developing: boolean): boolean {
  if (isConsoleAddress(address)) return true;
  const protocol = parse(address)?.protocol;
  if (protocol === 'blob:') return isConsoleAddress(address.slice('blob:'.length));
  if (protocol === 'data:') return true;
  return developing && protocol === 'devtools:';
}

/** A table's export is made in the window; nothing else is ever downloaded. */
export function mayDownload(address: string): boolean {
  if (address.startsWith('blob:')) return isConsoleAddress(address.slice('blob:'.length));
  return isConsoleAddress(address);
}

export type ExternalLink =
  | { readonly kind: 'open'; readonly address: string; readonly shown: string }
  | { readonly kind: 'refused'; readonly reason: string };

const refused = (reason: string): ExternalLink => ({ kind: 'refused', reason });

/**
 * The allow-list of what may be handed to the system: web pages over https, and mail to an address. Anything else could
 * start a program, open a file or mount a share. The parsed address is what is opened, never the text that was given.
 */
export function externalLink(address: string): ExternalLink {
  if (address.length > longestAddress) return refused(`the link is longer than ${longestAddress} characters`);
  if (hasControlCharacter(address)) return refused('the link has control characters');
  const url = parse(address);
  if (url === undefined) return refused('the link is not an address');
  if (url.protocol === 'https:') {
    if (url.username !== '' || url.password !== '') return refused('the link carries a name or a password');
    if (url.hostname === '') return refused('the link names no host');
    return { kind: 'open', address: url.href, shown: url.host };
  }
  if (url.protocol === 'mailto:') {
    // Other fields (attach, bcc) can make a mail program send what the operator didn't mean to.
    for (const field of url.searchParams.keys()) {
      if (!['subject', 'body'].includes(field.toLowerCase())) return refused(`the mail link sets the field ${field}`);
    }
    if (!/^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*$/.test(url.pathname)) {
      return refused('the mail link names no single address');
    }
    return { kind: 'open', address: url.href, shown: url.pathname };
  }
  return refused(`only https and mailto links are opened, not ${url.protocol}`);
}

/** A route of the console (`/customers/42`) as an address that changes the hash only, or nothing when it is no route. */
export function routeAddress(route: string): string | undefined {
  if (!route.startsWith('/') || route.length > longestRoute || hasControlCharacter(route)) return undefined;
  const url = parse(`${consoleOrigin}/index.html`);
  if (url === undefined) return undefined;
  url.hash = route;
  return url.href;
}

function parse(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

function hasControlCharacter(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return true;
  }
  return false;
}
