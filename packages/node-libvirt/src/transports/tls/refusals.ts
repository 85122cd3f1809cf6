/** Says in words and figures why a TLS peer was not believed, or why it did not believe us. */
import type { TLSSocket } from 'node:tls';
import { ConnectFailedError, ConnectionError, ProtocolError, RefusedIdentityError } from '../../errors.ts';
import { codeOf, explainSocketError } from '../opening.ts';

interface Facts {
  readonly subject: string;
  readonly issuer: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly names: string;
}

interface Refusal {
  readonly reason: string;
  readonly what: (facts: Facts) => string;
  readonly whatToDo: string;
}

const renew = "Renew the host's certificate (usually /etc/pki/libvirt/servercert.pem) and restart its daemon.";
const unknownIssuer: Refusal = {
  reason: 'unknown-issuer',
  what: ({ issuer }) => `its certificate is signed by "${issuer}", which is none of the authorities given`,
  whatToDo: 'Give the certificate of the authority of this site, if this is the right host.',
};
const noList: Refusal = {
  reason: 'revocation-unknown',
  what: ({ issuer }) => `no current revocation list of "${issuer}" is given, so the certificate may be revoked`,
  whatToDo: 'Give a current revocation list for each authority in the chain, or none at all.',
};

/** By the names that OpenSSL gives to its verdicts. */
const refusals: Readonly<Record<string, Refusal>> = {
  CERT_HAS_EXPIRED: {
    reason: 'expired',
    what: ({ validTo }) => `its certificate expired at ${validTo}`,
    whatToDo: renew,
  },
  CERT_NOT_YET_VALID: {
    reason: 'not-yet-valid',
    what: ({ validFrom }) => `its certificate is valid from ${validFrom} only; it is ${new Date().toUTCString()} here`,
    whatToDo: 'Check the clocks of this machine and of the one that signs the certificates.',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    reason: 'wrong-name',
    what: ({ names }) => `its certificate is for ${names || 'no name at all'}`,
    whatToDo: 'Use a name or address that the certificate carries, or issue one for this name; it may be another host.',
  },
  DEPTH_ZERO_SELF_SIGNED_CERT: {
    reason: 'self-signed',
    what: ({ subject }) => `its certificate "${subject}" is signed by itself`,
    whatToDo: 'Have it signed by the authority of this site.',
  },
  SELF_SIGNED_CERT_IN_CHAIN: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownIssuer,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownIssuer,
  CERT_SIGNATURE_FAILURE: {
    reason: 'wrong-signature',
    what: ({ issuer }) => `its certificate names "${issuer}" as its issuer, but is not signed with that key`,
    whatToDo: 'Do not use this host before its certificate is understood: somebody may pretend to be the authority.',
  },
  CERT_REVOKED: {
    reason: 'revoked',
    what: ({ subject }) => `its certificate "${subject}" is revoked`,
    whatToDo: 'Issue a new certificate if the host is trusted again.',
  },
  INVALID_PURPOSE: {
    reason: 'wrong-usage',
    what: ({ subject }) => `its certificate "${subject}" is not made for a server`,
    whatToDo: 'Issue one with the extended key usage "server authentication".',
  },
  UNABLE_TO_GET_CRL: noList,
  CRL_HAS_EXPIRED: noList,
  CRL_NOT_YET_VALID: noList,
};

/** Why the peer of a finished handshake is not believed; undefined if it is. */
export function refusalOf(socket: TLSSocket, peer: string, name: string): RefusedIdentityError | undefined {
  if (socket.authorized) return undefined;
  const verdict = socket.authorizationError as unknown;
  const code = typeof verdict === 'string' ? verdict : codeOf(verdict) || String(verdict);
  const certificate = socket.getPeerX509Certificate();
  const oneLine = (text: string | undefined): string =>
    (text ?? '').split('\n').filter(Boolean).reverse().join(',').slice(0, 300);
  const facts = {
    subject: oneLine(certificate?.subject),
    issuer: oneLine(certificate?.issuer),
    validFrom: certificate?.validFrom ?? 'an unknown date',
    validTo: certificate?.validTo ?? 'an unknown date',
    names: (certificate?.subjectAltName ?? oneLine(certificate?.subject)).slice(0, 300),
  };
  const known = refusals[code];
  if (known === undefined) {
    const whatToDo = 'Check the certificate of the host and of its authority; nothing was sent to it.';
    return new RefusedIdentityError(
      'not-verified',
      `its certificate can't be verified: ${code}`,
      { host: peer },
      whatToDo,
    );
  }
  const suffix = known.reason === 'wrong-name' ? `, not for ${name}` : '';
  return new RefusedIdentityError(known.reason, `${known.what(facts)}${suffix}`, { host: peer }, known.whatToDo);
}

const noAcceptance = new Set(['ECONNRESET', 'EPIPE']);

/** The alerts by which a server says that it does not want our certificate. "Handshake failure" is what some say without one. */
const certificateAlert = /alert[_ ](bad|unsupported|revoked|expired|unknown|no|certificate|access|handshake)[_ ]/i;

/** What ended a handshake, or the wait for the daemon's yes that follows it. */
export function explainTlsError(peer: string, error: unknown, stage: 'handshake' | 'acceptance'): ConnectionError {
  if (error instanceof ConnectionError) return error;
  const code = codeOf(error);
  const text = error instanceof Error ? error.message : String(error);
  const isAlert = certificateAlert.test(`${text} `);
  if (isAlert || (stage === 'acceptance' && (noAcceptance.has(code) || text === 'closed'))) {
    const detail = isAlert
      ? text.replace(/^.*?(sslv3 |tlsv1[\d.]* )?alert /i, 'alert ').replace(/:.*/s, '')
      : 'it closed the connection';
    return new RefusedIdentityError(
      'client-refused',
      `it does not accept our certificate (${detail})`,
      { host: peer },
      "Use a client certificate of the host's authority, and check tls_allowed_dn_list in its libvirtd.conf.",
      error,
    );
  }
  if (code.startsWith('ERR_SSL') || code === 'EPROTO') {
    return new ProtocolError(`it does not speak TLS 1.2 or later there: ${text.slice(0, 200)}`, { host: peer }, error);
  }
  if (text === 'closed' || noAcceptance.has(code)) {
    const whatToDo = 'Check that the daemon listens for TLS on this port and read its log.';
    return new ConnectFailedError('it closed the connection during the TLS handshake', { host: peer }, whatToDo, error);
  }
  return explainSocketError(peer, error);
}
