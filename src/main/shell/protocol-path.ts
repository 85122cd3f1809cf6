import { join, relative, resolve, sep } from 'node:path';
import { consoleHost, consoleScheme } from '../../shared/port-message.ts';

export type BundleFile =
  | { readonly kind: 'file'; readonly path: string; readonly contentType: string }
  | { readonly kind: 'refused'; readonly status: 400 | 404 | 405 };

const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  gif: 'image/gif',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
  webp: 'image/webp',
  woff: 'font/woff',
  woff2: 'font/woff2',
};

const longestPath = 1_024;

/**
 * A segment of a bundle's path. No percent sign, backslash, colon, zero byte, leading or trailing dot: so nothing is
 * left that one platform or another reads as a parent, a drive, a stream or another name of the same file.
 */
const segmentPattern = /^[A-Za-z0-9_-](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?$/;

const refused = (status: 400 | 404 | 405): BundleFile => ({ kind: 'refused', status });

/** The file of the bundle a request asks for. Only files with a known type, inside the root, by their plain name. */
export function bundleFile(root: string, method: string, address: string): BundleFile {
  if (method !== 'GET' && method !== 'HEAD') return refused(405);
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return refused(400);
  }
  if (url.protocol !== `${consoleScheme}:` || url.host !== consoleHost) return refused(404);
  if (url.username !== '' || url.password !== '') return refused(400);
  if (url.pathname.length > longestPath) return refused(404);

  const segments = url.pathname === '' || url.pathname === '/' ? ['index.html'] : url.pathname.slice(1).split('/');
  if (!segments.every((segment) => segmentPattern.test(segment))) return refused(404);
  const name = segments.at(-1) ?? '';
  const contentType = contentTypes[name.slice(name.lastIndexOf('.') + 1).toLowerCase()];
  if (!name.includes('.') || contentType === undefined) return refused(404);

  const path = join(root, ...segments);
  return isInside(root, path) ? { kind: 'file', path, contentType } : refused(404);
}

/** The other side of the boundary: whatever the pattern let through, what is opened lies below the root. */
export function isInside(root: string, path: string): boolean {
  const way = relative(resolve(root), resolve(path));
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && resolve(root, way) === resolve(path);
}
