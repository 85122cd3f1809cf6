import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { externalLink, isConsoleAddress, mayDownload, mayNavigate, mayRequest, routeAddress } from './navigation.ts';

const strangers = [
  'headroom://console.example/index.html',
  'headroom://console@example/index.html',
  'headroom://user@console/index.html',
  'headroom://console:8080/',
  'headroom://CONSOLE.example/',
  'headroom:console/index.html',
  'headroom:///console/index.html',
  'headrooms://console/',
  'https://console/',
  'file:///opt/headroom/index.html',
  'javascript:alert(1)//headroom://console/',
  'data:text/html,headroom://console/',
  'about:blank',
  'null',
  '',
];

describe('isConsoleAddress', () => {
  test.each(strangers)('%s is a stranger', (address) => {
    expect(isConsoleAddress(address)).toBe(false);
    expect(mayNavigate(address)).toBe(false);
  });

  test('knows its own pages', () => {
    for (const address of ['headroom://console', 'headroom://console/', 'headroom://console/assets/a.js#/x']) {
      expect(isConsoleAddress(address)).toBe(true);
    }
  });

  test('is never fooled by what stands before or behind the host', () => {
    fc.assert(
      fc.property(fc.webAuthority({ withUserInfo: true, withPort: true }), fc.webSegment(), (authority, segment) => {
        expect(isConsoleAddress(`headroom://${authority}/${segment}`)).toBe(false);
        expect(isConsoleAddress(`https://${authority}/headroom://console/`)).toBe(false);
      }),
    );
  });
});

describe('mayNavigate', () => {
  test('allows the one page, so that a reload works', () => {
    expect(mayNavigate('headroom://console/index.html#/customers')).toBe(true);
    expect(mayNavigate('headroom://console/')).toBe(true);
    expect(mayNavigate('headroom://console/assets/picture.svg')).toBe(false);
  });
});

describe('mayRequest', () => {
  test('allows the bundle and what is made in the window, and no network', () => {
    expect(mayRequest('headroom://console/assets/a.js', false)).toBe(true);
    expect(mayRequest('blob:headroom://console/4b1c', false)).toBe(true);
    expect(mayRequest('data:image/png;base64,AA', false)).toBe(true);
    for (const address of [
      'http://x/',
      'https://x/',
      'ws://x/',
      'wss://x/',
      'ftp://x/',
      'file:///etc/passwd',
      'blob:https://x/1',
    ]) {
      expect(mayRequest(address, true)).toBe(false);
    }
  });

  test('allows the developer tools only where they exist', () => {
    expect(mayRequest('devtools://devtools/bundled/x.js', true)).toBe(true);
    expect(mayRequest('devtools://devtools/bundled/x.js', false)).toBe(false);
  });
});

describe('mayDownload', () => {
  test('allows an export of the window and nothing else', () => {
    expect(mayDownload('blob:headroom://console/4b1c')).toBe(true);
    expect(mayDownload('headroom://console/licences.txt')).toBe(true);
    for (const address of ['blob:https://x/1', 'https://x/a.exe', 'data:text/csv,a', 'file:///a']) {
      expect(mayDownload(address)).toBe(false);
    }
  });
});

describe('externalLink', () => {
  test('opens https and mail, and shows where they go', () => {
    expect(externalLink('https://libvirt.org/docs.html')).toEqual({
      kind: 'open',
      address: 'https://libvirt.org/docs.html',
      shown: 'libvirt.org',
    });
    expect(externalLink('mailto:ops@example.org?subject=Invoice%204')).toMatchObject({
      kind: 'open',
      shown: 'ops@example.org',
    });
  });

  test('shows a look-alike host in its plain spelling', () => {
    expect(externalLink('https://xn--pple-43d.com/')).toMatchObject({ shown: 'xn--pple-43d.com' });
    expect(externalLink('https://\u0430pple.com/')).toMatchObject({ shown: 'xn--pple-43d.com' });
  });

  test.each([
    'http://example.org/',
    'file:///etc/passwd',
    'smb://server/share',
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'ms-msdt:/id',
    'search-ms:query=x',
    'headroom://console/',
    'ssh://host',
    '\\\\server\\share',
    '//example.org',
    'C:\\Windows\\System32\\calc.exe',
    'https://user:word@example.org/',
    'https://',
    ' ',
    'https://example.org/\u0000',
    'https://example.org/\nhttps://other.example',
    `https://example.org/${'a'.repeat(3_000)}`,
    'mailto:',
    'mailto:a@b.example,c@d.example',
    'mailto:a@b.example?attach=/etc/passwd',
    'mailto:a@b.example?BCC=c@d.example',
    'mailto:%22-x%22@b.example',
  ])('refuses %j', (address) => {
    expect(externalLink(address).kind).toBe('refused');
  });

  test('whatever is given, what is opened is https or mailto and parses to itself', () => {
    const text = fc.oneof(
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.string(),
      fc
        .tuple(fc.constantFrom('https:', 'HTTPS://', 'mailto:', 'file:', 'https:/\\', '\thttps://'), fc.string())
        .map((pair) => pair.join('')),
    );
    fc.assert(
      fc.property(text, (address) => {
        const link = externalLink(address);
        if (link.kind === 'refused') return;
        const url = new URL(link.address);
        expect(['https:', 'mailto:']).toContain(url.protocol);
        expect(url.href).toBe(link.address);
        expect(url.username + url.password).toBe('');
        expect(link.shown).not.toBe('');
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('routeAddress', () => {
  test('changes the hash only', () => {
    expect(routeAddress('/customers/42?tab=keys')).toBe('headroom://console/index.html#/customers/42?tab=keys');
  });

  test('whatever the route, the address is the console’s one page', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), (text) => {
        const address = routeAddress(`/${text}`);
        if (address === undefined) return;
        expect(mayNavigate(address)).toBe(true);
        expect(new URL(address).pathname).toBe('/index.html');
      }),
    );
  });

  test.each(['customers', '', '//\n', `/${'a'.repeat(600)}`, 'https://example.org'])('%j is no route', (route) => {
    expect(routeAddress(route)).toBeUndefined();
  });
});
