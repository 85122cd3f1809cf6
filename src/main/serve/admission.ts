import { timingSafeEqual } from 'node:crypto';

/**
 * Who may talk to this server, decided from the request's head alone, before anything of it is handled.
 * Host is checked exactly (a name that an attacker points at 127.0.0.1 is not ours), Origin is checked exactly (another
 * site's page is not ours), and the token comes in a header only: no cookie, no query, nothing that ends up in a log.
 */
export interface RequestHead {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface Door {
  readonly hosts: readonly string[];
  readonly origins: readonly string[];
}

export type Admission =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly status: number; readonly why: string };

export const socketPath = '/rpc';
export const socketProtocol = 'headroom.v1';
const tokenProtocolPrefix = 'token.';

const no = (status: number, why: string): Admission => ({ ok: false, status, why });
const tokenShape = /^[A-Za-z0-9_-]{20,200}$/;

function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Every request: is it addressed to us, and not sent by another site's page? */
export function checkAddress(head: RequestHead, door: Door): Admission | undefined {
  const wrong = checkHost(head, door);
  if (wrong !== undefined) return wrong;
  const site = single(head.headers['sec-fetch-site']);
  return site === undefined || site === 'same-origin' || site === 'none' ? undefined : no(403, 'Another site asked.');
}

/**
 * The page itself may be opened from anywhere, a bookmark file or a wiki: it holds no secret and can't be framed. What
 * is refused is another site's page asking for its files in its own name.
 */
export function checkPage(head: RequestHead, door: Door): Admission | undefined {
  const opens =
    single(head.headers['sec-fetch-mode']) === 'navigate' && single(head.headers['sec-fetch-dest']) === 'document';
  return opens ? checkHost(head, door) : checkAddress(head, door);
}

function checkHost(head: RequestHead, door: Door): Admission | undefined {
  const host = single(head.headers['host']);
  if (host === undefined || !door.hosts.includes(host)) return no(421, 'Host is not this console.');
  const origin = head.headers['origin'];
  if (origin !== undefined && !door.origins.includes(single(origin) ?? ''))
    return no(403, 'Origin is not this console.');
  return undefined;
}

/** A WebSocket of the console's own page, or of a script that says the same. */
export function admitSocket(head: RequestHead, door: Door): Admission {
  const address = checkAddress(head, door);
  if (address !== undefined) return address;
  if (head.method !== 'GET') return no(405, 'A socket opens with GET.');
  if (head.path !== socketPath) return no(404, 'No socket here.');
  if (head.headers['origin'] === undefined) return no(403, 'A socket needs an Origin.');
  if (single(head.headers['upgrade'])?.toLowerCase() !== 'websocket') return no(400, 'Not a WebSocket.');
  if (single(head.headers['sec-websocket-version']) !== '13') return no(400, 'Not WebSocket version 13.');
  if (!/^[A-Za-z0-9+/]{22}==$/.test(single(head.headers['sec-websocket-key']) ?? ''))
    return no(400, 'The socket key is malformed.');
  const protocols = (single(head.headers['sec-websocket-protocol']) ?? '').split(',').map((text) => text.trim());
  const [protocol, credential, ...rest] = protocols;
  if (
    protocol !== socketProtocol ||
    credential === undefined ||
    rest.length > 0 ||
    !credential.startsWith(tokenProtocolPrefix)
  ) {
    return no(401, `The protocols must be ${socketProtocol} and ${tokenProtocolPrefix}<token>.`);
  }
  const token = credential.slice(tokenProtocolPrefix.length);
  return tokenShape.test(token) ? { ok: true, token } : no(401, 'The token is malformed.');
}

/** A call of the HTTP API. */
export function admitCall(head: RequestHead, door: Door): Admission {
  const address = checkAddress(head, door);
  if (address !== undefined) return address;
  const match = /^Bearer (\S+)$/.exec(single(head.headers['authorization']) ?? '');
  const token = match?.[1] ?? '';
  return tokenShape.test(token) ? { ok: true, token } : no(401, 'Send the header Authorization: Bearer <token>.');
}

export function sameSecret(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
