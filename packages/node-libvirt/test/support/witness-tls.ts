/** A TLS server that behaves as libvirtd's does, and counts what arrives after the handshake. */
import { createServer as createPlainServer, type Server, type Socket } from 'node:net';
import { createServer, type TLSSocket, type TlsOptions } from 'node:tls';

export interface Witness {
  readonly port: number;
  /** Bytes that came through the finished handshake: what a client would have told this peer. */
  readonly bytes: () => number;
  readonly handshakes: () => number;
  close(): Promise<void>;
}

export interface TlsWitnessOptions {
  readonly tls: TlsOptions;
  /** What it sends once it has accepted the client: libvirt's 1, something else, or nothing before it closes. */
  readonly answer?: Uint8Array;
}

const listen = async (
  server: Server,
  sockets: Set<Socket>,
  count: () => number,
  handshakes: () => number,
): Promise<Witness> => {
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The witness has no port.');
  return {
    port: address.port,
    bytes: count,
    handshakes,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

export async function tlsWitness(options: TlsWitnessOptions): Promise<Witness> {
  let bytes = 0;
  let handshakes = 0;
  const server = createServer({ minVersion: 'TLSv1.2', ...options.tls });
  server.on('secureConnection', (socket: TLSSocket) => {
    handshakes += 1;
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    const answer = options.answer ?? Buffer.from([1]);
    if (answer.length > 0) socket.write(answer);
    else socket.end();
  });
  server.on('tlsClientError', () => undefined);
  return await listen(
    server,
    new Set(),
    () => bytes,
    () => handshakes,
  );
}

/** Answers whatever comes with the given bytes, like a server of another kind. */
export async function plainWitness(answer: Uint8Array): Promise<Witness> {
  const server = createPlainServer((socket) => {
    socket.on('data', () => void socket.write(answer));
  });
  return await listen(
    server,
    new Set(),
    () => 0,
    () => 0,
  );
}
