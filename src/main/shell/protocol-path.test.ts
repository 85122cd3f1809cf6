import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bundleFile, isInside } from './protocol-path.ts';

const root = resolve('/opt/headroom/renderer');
const get = (address: string) => bundleFile(root, 'GET', address);
const origin = 'headroom://console';

describe('bundleFile', () => {
  test('serves the bundle by its plain names', () => {
    const index = { kind: 'file', path: resolve(root, 'index.html'), contentType: 'text/html; charset=utf-8' };
    expect(get(origin)).toEqual(index);
    expect(get(`${origin}/`)).toEqual(index);
    expect(get(`${origin}/?x=1#/customers`)).toEqual(index);
    expect(get(`${origin}/assets/index-Ab_9-.js`)).toMatchObject({ path: resolve(root, 'assets/index-Ab_9-.js') });
    expect(bundleFile(root, 'HEAD', `${origin}/assets/inter.woff2`)).toMatchObject({ contentType: 'font/woff2' });
  });

  test.each([
    'headroom://console/../../etc/passwd.js',
    'headroom://console/assets/..%2f..%2fsecret.js',
    'headroom://console/%2e%2e/%2e%2e/secret.js',
    'headroom://console/..\\..\\secret.js',
    'headroom://console/%5c%5cserver%5cshare%5cx.js',
    'headroom://console//server/share/x.js',
    'headroom://console/C:/Windows/win.js',
    'headroom://console/index.html::$DATA',
    'headroom://console/index.html.',
    'headroom://console/index.html%20',
    'headroom://console/a%00.js',
    'headroom://console/.env',
    'headroom://console/.git/config.json',
    'headroom://console/assets/',
    'headroom://console/noextension',
    'headroom://console/program.exe',
    'headroom://elsewhere/index.html',
    'headroom://console.example/index.html',
    'headroom://console:80/index.html',
    'headroom:///index.html',
    'file:///etc/passwd',
    'https://console/index.html',
  ])('%s is not found, or lands inside the root', (address) => {
    const file = get(address);
    if (file.kind === 'file') expect(isInside(root, file.path)).toBe(true);
    else expect(file.status).toBe(404);
  });

  test('only reads', () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'get', '']) {
      expect(bundleFile(root, method, `${origin}/`)).toEqual({ kind: 'refused', status: 405 });
    }
  });

  test('refuses credentials and what is no address', () => {
    expect(get('headroom://user:word@console/index.html')).toEqual({ kind: 'refused', status: 400 });
    expect(get('index.html')).toEqual({ kind: 'refused', status: 400 });
  });

  test('whatever is asked, what is opened lies inside the root and has a known type', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '%2e%2e',
        '%2E%2e',
        '..%2f',
        '%5c',
        '\\',
        '/',
        '//',
        '%00',
        ':',
        'C:',
        'a.js',
        'index.html',
        '%',
        '~',
        '\u202e',
      ),
      fc.string({ maxLength: 12 }),
      fc.webSegment(),
    );
    let served = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.constantFrom('/', ''), (pieces, separator) => {
        const file = get(`${origin}/${pieces.join(separator)}`);
        if (file.kind === 'refused') return;
        served++;
        expect(isInside(root, file.path)).toBe(true);
        expect(file.path).not.toMatch(/[%\0\\]|\/\.|\.(\/|$)/);
        expect(file.contentType).toMatch(/^[a-z]+\/[a-z0-9+.-]+/);
      }),
      { numRuns: 3_000 },
    );
    expect(served).toBeGreaterThan(10);
  });
});

describe('isInside', () => {
  test('is about folders, not about prefixes of names', () => {
    expect(isInside(root, resolve(root, 'a/b.js'))).toBe(true);
    expect(isInside(root, resolve(root, '..hidden'))).toBe(true);
    expect(isInside(root, root)).toBe(false);
    expect(isInside(root, `${root}-other/a.js`)).toBe(false);
    expect(isInside(root, resolve(root, '..'))).toBe(false);
  });
});
