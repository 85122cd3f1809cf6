/**
 * TLS as libvirt speaks it: both sides show a certificate, and when the daemon has accepted ours it sends one byte, 1.
 * Only then is the channel handed over, so no RPC byte ever goes to a peer that failed a check on either side.
 */
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { isIP, type Socket } from 'node:net';
import { connect, createSecureContext, type SecureContext, type TLSSocket } from 'node:tls';
import type { Channel, ConnectLimits } from '../channel.ts';
import { type ConnectionError, InvalidInputError, ProtocolError, RefusedIdentityError } from '../errors.ts';
import { defaultPorts } from '../uri.ts';
import { onceAborted, peerName, within } from './opening.ts';
import { openSocket } from './tcp.ts';
import { matchesName } from './tls/distinguished-name.ts';
import { explainTlsError, refusalOf } from './tls/refusals.ts';

export interface TlsTarget {
  readonly host: string;
  readonly port?: number;
  /** The name that the certificate must carry, when it is not `host`. */
  readonly serverName?: string;
  /** PEM texts of the authorities that are believed. None of the machine's own is. */
  readonly authorities: readonly string[];
  /** What we show. libvirt asks for it unless it is told not to. */
  readonly identity?: TlsIdentity;
  /** PEM texts of revocation lists. With any, each authority in the chain needs a current one. */
  readonly revocationLists?: readonly string[];
  /** Distinguished names of hosts that are believed, as libvirt writes them (`CN=h1.lab,O=lab`); `*` stands for any text. */
  readonly allowedNames?: readonly string[];
}

export interface TlsIdentity {
  readonly certificate: string;
  readonly key: string;
  readonly passphrase?: string;
}

export async function connectTls(target: TlsTarget, limits: ConnectLimits = {}): Promise<Channel> {
  const port = target.port ?? defaultPorts.tls;
  const peer = peerName(target.host, port);
  const secureContext = contextOf(target, peer);
  const stream = await within(peer, limits, async (signal) => {
    const raw = await openSocket(target.host, port, peer, signal);
    const name = target.serverName ?? target.host;
    const socket = connect({
      socket: raw,
      // Which host the certificate must be for. An address is compared with the addresses in it.
      host: name,
      ...(isIP(name) === 0 ? { servername: name } : {}),
      secureContext,
      // The verdict is the same and acted upon below; Node would only close the socket before it can be told what was wrong.
      rejectUnauthorized: false,
    });
    const forget = onceAborted(signal, () => socket.destroy(new Error('given up')));
    const faults: unknown[] = [];
    const onError = (error: unknown): void => void faults.push(error);
    socket.on('error', onError);
    try {
      await handshake(socket, raw, faults, peer);
      const refusal = refusalOf(socket, peer, name) ?? checkAllowedNames(socket, target.allowedNames, peer);
      if (refusal) throw refusal;
      await accepted(socket, faults, peer);
      return socket;
    } catch (error) {
      socket.destroy();
      throw error;
    } finally {
      forget();
      // Errors after the handover belong to the connection; those of a refused socket have nobody left to hear them.
      if (!socket.destroyed) socket.off('error', onError);
    }
  });
  return { stream, facts: { kind: 'tls', peer, private: true } };
}

function contextOf(target: TlsTarget, peer: string): SecureContext {
  const { identity } = target;
  if (target.authorities.length === 0) {
    throw new InvalidInputError('no certificate authority is given, so no host could be believed', { host: peer });
  }
  try {
    // OpenSSL passes over what it can't read here, and every host would then be an unknown one.
    for (const authority of target.authorities) new X509Certificate(authority);
    return createSecureContext({
      minVersion: 'TLSv1.2',
      ca: [...target.authorities],
      ...(target.revocationLists?.length ? { crl: [...target.revocationLists] } : {}),
      ...(identity ? { cert: identity.certificate, key: identity.key } : {}),
      ...(identity?.passphrase === undefined ? {} : { passphrase: identity.passphrase }),
    });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new InvalidInputError(`the certificates given for it can't be used: ${text}`, { host: peer }, error);
  }
}

async function handshake(socket: TLSSocket, raw: Socket, faults: readonly unknown[], peer: string): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  try {
    await Promise.race([once(socket, 'secureConnect', { signal }), closed(socket, faults, signal)]);
  } catch (error) {
    // Who closes after it answered has seen our certificate, or that there is none.
    throw explainTlsError(peer, error, raw.bytesRead > 0 ? 'acceptance' : 'handshake');
  } finally {
    controller.abort();
  }
}

/** The daemon looks at our certificate and its list of names only now, and says yes with one byte. */
async function accepted(socket: TLSSocket, faults: readonly unknown[], peer: string): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  try {
    for (;;) {
      const byte = socket.read(1) as Buffer | null;
      if (byte?.[0] === 1) return;
      if (byte) throw new ProtocolError(`it answered ${byte[0]} instead of 1 after the TLS handshake`, { host: peer });
      await Promise.race([once(socket, 'readable', { signal }), closed(socket, faults, signal)]);
    }
  } catch (error) {
    throw explainTlsError(peer, error, 'acceptance');
  } finally {
    controller.abort();
  }
}

async function closed(socket: TLSSocket, faults: readonly unknown[], signal: AbortSignal): Promise<never> {
  if (!socket.destroyed && !socket.readableEnded) {
    await Promise.race([once(socket, 'end', { signal }), once(socket, 'close', { signal })]);
  }
  throw faults[0] ?? new Error('closed');
}

function checkAllowedNames(
  socket: TLSSocket,
  allowed: readonly string[] | undefined,
  peer: string,
): ConnectionError | undefined {
  if (allowed === undefined) return undefined;
  const name = matchesName(socket.getPeerX509Certificate()?.subject ?? '', allowed);
  if (name.matches) return undefined;
  return new RefusedIdentityError(
    'name-not-listed',
    `its certificate is for "${name.text}", which is not on the list of ${allowed.length} allowed names`,
    { host: peer },
    'Add the name to the list if this is the right host; nothing was sent to it.',
  );
}
