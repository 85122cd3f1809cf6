/**
 * Forty ways to knock that are not ours. Each is sent byte by byte to a real server, and none may reach a handler: the
 * core behind it counts what it is asked.
 */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { type Core, startCore } from '../../src/main/core/index.ts';
import { type RunningServer, startServer } from '../../src/main/serve/server.ts';
import { operator } from './transports.ts';

let folder: string;
let core: Core;
let server: RunningServer;
let port: number;
let handled = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-handshakes-'));
  mkdirSync(join(folder, 'window', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'window', 'index.html'), '<!doctype html><title>Headroom</title>');
  writeFileSync(join(folder, 'window', 'assets', 'large.js'), '/'.repeat(8 * 1024 * 1024));
  writeFileSync(join(folder, 'secret.html'), 'outside of the window folder');
  const started = await startCore({
    folder: join(folder, 'data'),
    host: 'headless',
    version: '0.0.0',
    onDefect: () => undefined,
  });
  if (!started.ok) throw new Error(started.refusal.message);
  core = started.value;
  const counting: Core = {
    ...core,
    attach: (...given) => {
      handled += 1;
      core.attach(...given);
    },
    contextFor: (actor) => {
      handled += 1;
      return core.contextFor(actor);
    },
  };
  server = await startServer({
    core: counting,
    options: { host: '127.0.0.1', port: 0, origins: [], tls: undefined },
    windowFolder: join(folder, 'window'),
    operator,
    version: '0.0.0',
    onDefect: () => undefined,
  });
  port = Number(new URL(server.origin).port);
});

afterAll(async () => {
  await server.close();
  await core.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Sends the lines as they are and gives back all that the server says before it closes. */
async function raw(lines: readonly string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let answer = '';
  socket.on('data', (bytes) => {
    answer += bytes.toString('latin1');
  });
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  socket.setTimeout(5000, () => socket.destroy(new Error('The server neither answered nor closed')));
  await closed;
  return answer;
}

interface Upgrade {
  request?: string;
  host?: string;
  origin?: string | null;
  protocol?: string | null;
  extra?: string[];
  without?: string[];
}

function upgrade(change: Upgrade): string[] {
  const headers: [string, string | null][] = [
    ['Host', change.host ?? `127.0.0.1:${port}`],
    ['Origin', change.origin === undefined ? `http://127.0.0.1:${port}` : change.origin],
    ['Upgrade', 'websocket'],
    ['Connection', 'Upgrade'],
    ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
    ['Sec-WebSocket-Version', '13'],
    ['Sec-WebSocket-Protocol', change.protocol === undefined ? `headroom.v1, token.${server.token}` : change.protocol],
  ];
  return [
    change.request ?? 'GET /rpc HTTP/1.1',
    ...headers
      .filter(([name, value]) => value !== null && !change.without?.includes(name))
      .map(([name, value]) => `${name}: ${value}`),
    ...(change.extra ?? []),
  ];
}

const badUpgrades: [name: string, change: () => Upgrade][] = [
  ['no token', () => ({ protocol: 'headroom.v1' })],
  ['no protocol', () => ({ protocol: null })],
  ['an empty token', () => ({ protocol: 'headroom.v1, token.' })],
  ['a wrong token of the right length', () => ({ protocol: `headroom.v1, token.${'A'.repeat(43)}` })],
  ['the token but for its last letter', () => ({ protocol: `headroom.v1, token.${server.token.slice(0, -1)}` })],
  ['the token and one letter more', () => ({ protocol: `headroom.v1, token.${server.token}A` })],
  ['the token without its prefix', () => ({ protocol: `headroom.v1, ${server.token}` })],
  ['the token first', () => ({ protocol: `token.${server.token}, headroom.v1` })],
  ['two tokens', () => ({ protocol: `headroom.v1, token.${server.token}, token.x` })],
  ['another protocol version', () => ({ protocol: `headroom.v2, token.${server.token}` })],
  ['the token in the query', () => ({ request: `GET /rpc?token=${server.token} HTTP/1.1`, protocol: 'headroom.v1' })],
  ['the token in a cookie', () => ({ protocol: 'headroom.v1', extra: [`Cookie: token=${server.token}`] })],
  ['the token as a bearer', () => ({ protocol: 'headroom.v1', extra: [`Authorization: Bearer ${server.token}`] })],
  ['a token of 10,000 letters', () => ({ protocol: `headroom.v1, token.${'A'.repeat(10_000)}` })],
  ['an unknown named token', () => ({ protocol: `headroom.v1, token.headroom_${'A'.repeat(43)}` })],
  ['another host', () => ({ host: 'evil.example' })],
  ['a name that resolves here', () => ({ host: `rebind.example:${port}` })],
  ['our host on another port', () => ({ host: '127.0.0.1:1' })],
  ['our host without its port', () => ({ host: '127.0.0.1' })],
  ['no host', () => ({ without: ['Host'] })],
  ['a host in other letters', () => ({ host: `LOCALHOST:${port}` })],
  ['another loopback address', () => ({ host: `127.0.0.2:${port}` })],
  ['a host with a dot at its end', () => ({ host: `localhost.:${port}` })],
  ['no origin', () => ({ origin: null })],
  ['another origin', () => ({ origin: 'https://evil.example' })],
  ['the origin null', () => ({ origin: 'null' })],
  ['our origin on another port', () => ({ origin: 'http://127.0.0.1:1' })],
  ['our origin under https', () => ({ origin: `https://127.0.0.1:${port}` })],
  ['our origin as a prefix', () => ({ origin: `http://127.0.0.1:${port}.evil.example` })],
  ['a cross-site fetch', () => ({ extra: ['Sec-Fetch-Site: cross-site'] })],
  ['a same-site fetch', () => ({ extra: ['Sec-Fetch-Site: same-site'] })],
  ['another path', () => ({ request: 'GET /rpc/ HTTP/1.1' })],
  ['the root path', () => ({ request: 'GET / HTTP/1.1' })],
  ['a POST', () => ({ request: 'POST /rpc HTTP/1.1' })],
  ['an absolute address', () => ({ request: `GET http://127.0.0.1:${port}/rpc HTTP/1.1` })],
  ['an old WebSocket version', () => ({ without: ['Sec-WebSocket-Version'], extra: ['Sec-WebSocket-Version: 8'] })],
  ['no key', () => ({ without: ['Sec-WebSocket-Key'] })],
  ['a short key', () => ({ without: ['Sec-WebSocket-Key'], extra: ['Sec-WebSocket-Key: AAAA'] })],
  [
    'headers of 64 KiB',
    () => ({ extra: Array.from({ length: 64 }, (_, index) => `X-Fill-${index}: ${'f'.repeat(1000)}`) }),
  ],
  [
    'a protocol header sent twice',
    () => ({
      protocol: 'headroom.v1',
      extra: [`Sec-WebSocket-Protocol: token.${server.token}`, 'Sec-WebSocket-Protocol: x'],
    }),
  ],
];

describe('bad handshakes', () => {
  it('are at least forty', () => expect(badUpgrades.length).toBeGreaterThanOrEqual(40));

  it.each(badUpgrades)('%s', async (_name, change) => {
    const before = handled;
    const answer = await raw(upgrade(change()));
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).not.toContain('101 Switching');
    expect(handled).toBe(before);
  });

  it('are refused while the right one is let in', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, ['headroom.v1', `token.${server.token}`], {
      origin: server.origin,
    });
    await once(socket, 'open');
    expect(socket.protocol).toBe('headroom.v1');
    socket.terminate();
  });
});

describe('the HTTP API', () => {
  const call = (headers: Record<string, string>, path = '/api/v1/system') =>
    fetch(`${server.origin}${path}`, { headers });

  it.each([
    ['no token', {}],
    ['a wrong token', { authorization: `Bearer ${'A'.repeat(43)}` }],
    ['basic authentication', { authorization: `Basic ${'A'.repeat(43)}` }],
    ['another origin', { authorization: 'TOKEN', origin: 'https://evil.example' }],
  ])('refuses %s', async (_name, headers: Record<string, string>) => {
    const before = handled;
    if (headers['authorization'] === 'TOKEN') headers['authorization'] = `Bearer ${server.token}`;
    expect((await call(headers)).status).toBeGreaterThanOrEqual(401);
    expect(handled).toBe(before);
  });

  it('answers with the token, and describes itself', async () => {
    const authorization = `Bearer ${server.token}`;
    expect(await (await call({ authorization })).json()).toMatchObject({ program: 'Headroom' });
    const described = (await (await call({ authorization }, '/api/v1/openapi.json')).json()) as {
      paths: Record<string, unknown>;
    };
    expect(Object.keys(described.paths)).toEqual(
      expect.arrayContaining(['/customers', '/customers/{id}', '/feed', '/tags/{kind}/{id}']),
    );
  });

  it('says a refusal as JSON with its code', async () => {
    const answer = await fetch(`${server.origin}/api/v1/jobs/018f0000-0000-7000-8000-000000000000/cancel`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.token}` },
    });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: 'REFUSED', data: { code: 'job.unknown' } });
  });
});

describe('named tokens', () => {
  const call = (path: string, input: unknown) =>
    fetch(`${server.origin}/api/v1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });

  it('are let in by name, and revoking one ends its open sockets at once', async () => {
    const id = '018f0000-0000-7000-8000-0000000000aa';
    const { secret } = (await (await call('/system/tokens', { id, name: 'nightly report' })).json()) as {
      secret: string;
    };
    const open = () =>
      new WebSocket(`ws://127.0.0.1:${port}/rpc`, ['headroom.v1', `token.${secret}`], { origin: server.origin });
    const socket = open();
    await once(socket, 'open');
    socket.send('[1,"system.info"]');
    const [answer] = (await once(socket, 'message')) as [Buffer];
    expect(JSON.parse(answer.toString())).toMatchObject([
      1,
      0,
      { operator: { kind: 'token', name: 'nightly report' } },
    ]);
    const closed = once(socket, 'close');
    expect((await call(`/system/tokens/${id}/revoke`, {})).status).toBe(200);
    expect(await closed).toMatchObject([4001, expect.anything()]);
    const again = open();
    const [refusal] = (await once(again, 'error')) as [Error];
    expect(refusal.message).toContain('401');
  });
});

describe('what knocks and stays', () => {
  it('does not keep its place: 300 refused sockets that never hang up leave room', async () => {
    const sockets = Array.from({ length: 300 }, () => connect({ port, host: '127.0.0.1', allowHalfOpen: true }));
    const ended = sockets.map((socket) => {
      socket.on('error', () => undefined);
      socket.resume();
      socket.write(`${upgrade({ protocol: null }).join('\r\n')}\r\n\r\n`);
      return once(socket, 'end');
    });
    await Promise.allSettled(ended.slice(0, 200));
    await vi.waitFor(async () => expect((await fetch(server.origin)).status).toBe(200), { timeout: 10_000 });
    for (const socket of sockets) socket.destroy();
  });

  it.runIf(process.platform === 'linux')(
    'leaves no file open when it goes away in the middle of a download',
    async () => {
      const openFiles = () =>
        readdirSync('/proc/self/fd').filter((name) => {
          try {
            return readlinkSync(`/proc/self/fd/${name}`).endsWith('large.js');
          } catch {
            return false;
          }
        }).length;
      for (let round = 0; round < 20; round++) {
        const socket = connect(port, '127.0.0.1');
        await once(socket, 'connect');
        socket.write(`GET /assets/large.js HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
        await once(socket, 'data');
        socket.destroy();
      }
      await vi.waitFor(() => expect(openFiles()).toBe(0), { timeout: 10_000 });
    },
  );
});

describe('the window files', () => {
  it('may be opened from a bookmark or another page, but not asked for by one', async () => {
    const status = async (headers: Record<string, string>) => {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      return (await raw(['GET / HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Connection: close', ...lines])).slice(9, 12);
    };
    expect(
      await status({ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' }),
    ).toBe('200');
    expect(
      await status({ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'script' }),
    ).toBe('403');
    expect(
      await status({ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' }),
    ).toBe('403');
  });

  it.each([
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/assets/../../secret.html',
    '//etc/passwd',
    '/data/catalog.db',
    '/window',
  ])('are the built ones only: %s', async (path) => {
    const answer = await raw([`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, 'Connection: close']);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).not.toContain('outside of the window folder');
  });

  it('come with a strict policy and without cookies', async () => {
    const answer = await fetch(server.origin);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self';");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('lie beside a catalog that only this user can read', () => {
    expect(statSync(join(folder, 'data')).mode & 0o077).toBe(0);
    expect(statSync(join(folder, 'data', 'catalog.db')).mode & 0o077).toBe(0);
  });
});
