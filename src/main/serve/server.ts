import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Actor } from '../../shared/contract/index.ts';
import type { Core, Identity } from '../core/index.ts';
import {
  admitCall,
  admitSocket,
  checkPage,
  type Door,
  type RequestHead,
  sameSecret,
  socketProtocol,
} from './admission.ts';
import type { ServeOptions } from './options.ts';
import { usualPort } from './options.ts';
import { socketChannel } from './socket-channel.ts';
import { listFiles, securityHeaders, sendFile } from './static-files.ts';

const apiPath = '/api/v1/';
const maximumMessageBytes = 16 * 1024 * 1024;
const maximumConnections = 256;
const heartbeatEveryMs = 30_000;

export interface RunningServer {
  /** The address with the launch token in its fragment, which browsers keep to themselves. */
  readonly url: string;
  readonly origin: string;
  readonly token: string;
  close(): Promise<void>;
}

export async function startServer(parts: {
  core: Core;
  options: Pick<ServeOptions, 'host' | 'port' | 'origins' | 'tls'>;
  windowFolder: string;
  operator: Actor;
  version: string;
  onDefect: (error: unknown) => void;
}): Promise<RunningServer> {
  const { core, options, operator, onDefect } = parts;
  const token = randomBytes(32).toString('base64url');
  const files = listFiles(parts.windowFolder);
  const door: { -readonly [Key in keyof Door]: Door[Key] } = { hosts: [], origins: [] };
  const identify = async (given: string): Promise<Identity | undefined> =>
    sameSecret(given, token) ? { actor: operator, tokenId: undefined } : core.authenticate(given);
  let api: ReturnType<typeof import('./http-api.ts').createHttpApi> | undefined;

  const answerCall = async (request: IncomingMessage, response: ServerResponse, head: RequestHead) => {
    const admission = admitCall(head, door);
    const identity = admission.ok ? await identify(admission.token) : undefined;
    if (identity === undefined) {
      return plain(
        response,
        admission.ok ? 401 : admission.status,
        admission.ok ? 'This token is not known here, or was revoked.' : admission.why,
      );
    }
    api ??= (await import('./http-api.ts')).createHttpApi(parts.version);
    if (!(await api(request, response, head.path, core.contextFor(identity.actor))))
      plain(response, 404, 'No such call. See openapi.json beside it.');
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    const head = headOf(request);
    if (head.path.startsWith(apiPath)) return answerCall(request, response, head);
    const address = checkPage(head, door);
    if (address !== undefined && !address.ok) return plain(response, address.status, address.why);
    if (head.method !== 'GET' && head.method !== 'HEAD') return plain(response, 405, 'Only GET here.');
    const file = files.get(head.path);
    if (file === undefined) return plain(response, 404, 'Nothing here.');
    sendFile(response, file, head.method === 'HEAD');
  };

  const listener: RequestListener = (request, response) => {
    answer(request, response).catch((error: unknown) => {
      onDefect(error);
      if (response.headersSent) response.destroy();
      else plain(response, 500, 'Headroom failed to answer. Its log says why.');
    });
  };
  const limits = { maxHeaderSize: 16 * 1024, headersTimeout: 10_000, requestTimeout: 60_000 };
  const server: Server =
    options.tls === undefined
      ? createServer(limits, listener)
      : createTlsServer(
          {
            ...limits,
            cert: readFileSync(options.tls.certificatePath),
            key: readFileSync(options.tls.keyPath),
            minVersion: 'TLSv1.3',
          },
          listener,
        );
  server.maxConnections = maximumConnections;

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maximumMessageBytes,
    handleProtocols: () => socketProtocol,
    perMessageDeflate: false,
  });
  const upgrade = async (request: IncomingMessage, socket: Duplex, first: Buffer) => {
    const admission = admitSocket(headOf(request), door);
    const identity = admission.ok ? await identify(admission.token) : undefined;
    if (identity === undefined) return refuseUpgrade(socket, admission.ok ? 401 : admission.status);
    sockets.handleUpgrade(request, socket, first, (accepted) => {
      accepted.on('error', () => accepted.terminate());
      core.attach(socketChannel(accepted), identity.actor);
      if (identity.tokenId !== undefined) endWhenRevoked(core, accepted, identity.tokenId);
    });
  };
  server.on('upgrade', (request, socket, first) => {
    socket.on('error', () => socket.destroy());
    upgrade(request, socket, first).catch((error: unknown) => {
      onDefect(error);
      refuseUpgrade(socket, 500);
    });
  });
  const stopHeartbeat = heartbeat(sockets);

  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  const scheme = options.tls === undefined ? 'http' : 'https';
  const names = [
    ...new Set([options.host.includes(':') ? `[${options.host}]` : options.host, 'localhost', '127.0.0.1']),
  ];
  // As a browser writes them: without the port where it is the scheme's own.
  const addresses = [...names.map((name) => `${scheme}://${name}:${port}`), ...options.origins].map(
    (text) => new URL(text),
  );
  door.hosts = addresses.map((address) => address.host);
  door.origins = addresses.map((address) => address.origin);
  const origin = addresses[0]?.origin ?? '';
  return {
    url: `${origin}/#token=${token}`,
    origin,
    token,
    async close() {
      stopHeartbeat();
      for (const client of sockets.clients) client.terminate();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

const headOf = (request: IncomingMessage): RequestHead => ({
  method: request.method ?? '',
  path: (request.url ?? '').split('?')[0] ?? '',
  headers: request.headers,
});

function plain(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    .end(`${text}\n`);
}

/** Ended at once: a refused socket that is left half-open would keep its place among the connections for ever. */
function refuseUpgrade(socket: Duplex, status: number): void {
  const giveUp = setTimeout(() => socket.destroy(), 2000);
  giveUp.unref();
  socket.once('close', () => clearTimeout(giveUp));
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}

/** "End an access token at once" means its open sockets too. */
function endWhenRevoked(core: Core, socket: WebSocket, tokenId: string): void {
  const closed = new AbortController();
  socket.once('close', () => closed.abort());
  core.onTokenEnded(tokenId, closed.signal, () => socket.close(4001, 'This access token was revoked'));
}

/** A laptop that went to sleep leaves a socket that looks open for hours; an unanswered ping ends it. */
function heartbeat(sockets: WebSocketServer): () => void {
  const waiting = new WeakSet<object>();
  const timer = setInterval(() => {
    for (const socket of sockets.clients) {
      if (waiting.has(socket)) {
        socket.terminate();
        continue;
      }
      waiting.add(socket);
      socket.once('pong', () => waiting.delete(socket));
      socket.ping();
    }
  }, heartbeatEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** The usual port where it is free; a given one or none. */
async function listen(server: Server, options: Pick<ServeOptions, 'host' | 'port'>): Promise<void> {
  const attempt = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, options.host, () => {
        server.removeListener('error', reject);
        resolve();
      });
    });
  if (options.port !== undefined) return attempt(options.port);
  try {
    await attempt(usualPort);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    await attempt(0);
  }
}
