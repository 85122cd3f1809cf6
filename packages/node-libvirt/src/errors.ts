import { advice } from './errors/advice.ts';
import { type ErrorCodeName, errorCodeName } from './errors/codes.ts';
import { type ErrorDomainName, type ErrorLevelName, errorDomainName, errorLevelName } from './errors/domains.ts';

/** Where an error arose. `host` is the peer of the channel; `procedure` the call that was under way. */
export interface ErrorPlace {
  readonly host: string;
  readonly procedure?: string;
}

export type ConnectionErrorKind =
  | 'libvirt'
  | 'connection-closed'
  | 'connect-failed'
  | 'timeout'
  | 'cancelled'
  | 'protocol'
  | 'refused-identity'
  | 'authentication'
  | 'busy'
  | 'invalid-input';

/** Every error of this package. `kind` tells them apart without instanceof; `whatToDo` is a sentence for the operator. */
export abstract class ConnectionError extends Error {
  abstract readonly kind: ConnectionErrorKind;
  readonly host: string;
  readonly procedure: string | undefined;
  readonly whatToDo: string;

  constructor(what: string, place: ErrorPlace, whatToDo: string, cause?: unknown) {
    super(
      `${place.host}${place.procedure === undefined ? '' : ` ${place.procedure}`}: ${what}`,
      cause === undefined ? undefined : { cause },
    );
    this.host = place.host;
    this.procedure = place.procedure;
    this.whatToDo = whatToDo;
  }
}

/** The fields of libvirt's error record as they travel. */
export interface LibvirtErrorFields {
  readonly code: number;
  readonly domain: number;
  readonly message: string | null;
  readonly level: number;
  readonly dom: { readonly name: string; readonly uuid: string; readonly id: number } | null;
  readonly str1: string | null;
  readonly str2: string | null;
  readonly str3: string | null;
  readonly int1: number;
  readonly int2: number;
  readonly net: { readonly name: string; readonly uuid: string } | null;
}

/** The daemon refused or failed. `code` is symbolic (`NO_DOMAIN`); unknown numbers become `UNKNOWN_<n>`. */
export class LibvirtError extends ConnectionError {
  override readonly name = 'LibvirtError';
  readonly kind = 'libvirt';
  readonly code: ErrorCodeName;
  readonly domain: ErrorDomainName;
  readonly level: ErrorLevelName;
  readonly fields: LibvirtErrorFields;

  constructor(fields: LibvirtErrorFields, place: ErrorPlace) {
    const code = errorCodeName(fields.code);
    const domain = errorDomainName(fields.domain);
    super(`${fields.message ?? 'no message'} (${code}, ${domain})`, place, advice(code));
    this.code = code;
    this.domain = domain;
    this.level = errorLevelName(fields.level);
    this.fields = fields;
  }
}

/** The connection ended while, or before, something was asked of it. Whether a call under way took effect is unknown. */
export class ConnectionClosedError extends ConnectionError {
  override readonly name = 'ConnectionClosedError';
  readonly kind = 'connection-closed';

  constructor(what: string, place: ErrorPlace, cause?: unknown) {
    super(what, place, 'Connect again and read the state: a call under way may or may not have taken effect.', cause);
  }
}

/** The connection could not be opened: no such socket, no route, refused, or a name that does not resolve. */
export class ConnectFailedError extends ConnectionError {
  override readonly name = 'ConnectFailedError';
  readonly kind = 'connect-failed';

  constructor(what: string, place: ErrorPlace, whatToDo: string, cause?: unknown) {
    super(what, place, whatToDo, cause);
  }
}

/** Nothing came back within the time the caller gave. The daemon may still be working on it. */
export class TimeoutError extends ConnectionError {
  override readonly name = 'TimeoutError';
  readonly kind = 'timeout';
  readonly timeoutMs: number;

  constructor(timeoutMs: number, place: ErrorPlace) {
    super(
      `no answer within ${timeoutMs} ms`,
      place,
      'Read the state before trying again: the host may be slow, and the call may still take effect.',
    );
    this.timeoutMs = timeoutMs;
  }
}

/** The caller's AbortSignal fired. A call that was already sent may still take effect on the host. */
export class CancelledError extends ConnectionError {
  override readonly name = 'CancelledError';
  readonly kind = 'cancelled';

  constructor(place: ErrorPlace, cause?: unknown) {
    super('given up by the caller', place, 'If it was already sent it may still take effect: read the state.', cause);
  }
}

/** The peer sent what the protocol does not allow. The connection is closed, since nothing after it can be trusted. */
export class ProtocolError extends ConnectionError {
  override readonly name = 'ProtocolError';
  readonly kind = 'protocol';

  constructor(what: string, place: ErrorPlace, cause?: unknown) {
    super(what, place, 'Check that the address is a libvirt daemon of version 6 or later, then connect again.', cause);
  }
}

/** The peer is not who it must be (certificate, host key), or it does not accept who we are. No RPC byte was sent. */
export class RefusedIdentityError extends ConnectionError {
  override readonly name = 'RefusedIdentityError';
  readonly kind = 'refused-identity';
  /** A short stable word for the reason, for example `expired`, `wrong-name`, `unknown-issuer`, `revoked`, `host-key-changed`. */
  readonly reason: string;

  constructor(reason: string, what: string, place: ErrorPlace, whatToDo: string, cause?: unknown) {
    super(what, place, whatToDo, cause);
    this.reason = reason;
  }
}

/** The daemon wants a login and it was not given, not accepted, or no mechanism in common is safe. */
export class AuthenticationError extends ConnectionError {
  override readonly name = 'AuthenticationError';
  readonly kind = 'authentication';

  constructor(what: string, place: ErrorPlace, whatToDo: string, cause?: unknown) {
    super(what, place, whatToDo, cause);
  }
}

/** The caller's value can't be sent: too long, out of range, of the wrong shape. Nothing was sent. */
export class InvalidInputError extends ConnectionError {
  override readonly name = 'InvalidInputError';
  readonly kind = 'invalid-input';

  constructor(what: string, place: ErrorPlace, cause?: unknown) {
    super(what, place, 'Correct the value; nothing was sent to the host.', cause);
  }
}

/** So much is under way already that one more would only wait: a bound of this connection, not of the host. Nothing was sent. */
export class BusyError extends ConnectionError {
  override readonly name = 'BusyError';
  readonly kind = 'busy';

  constructor(what: string, place: ErrorPlace) {
    super(
      what,
      place,
      'Wait for some calls to end, ask for less at once, or open a second connection; nothing was sent.',
    );
  }
}
