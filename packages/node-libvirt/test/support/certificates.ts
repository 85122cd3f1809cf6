/**
 * A certificate authority for tests and for the rack lab. It can make what a real authority refuses to make: expired,
 * not yet valid, misused, revoked. It needs no tool on the machine, so the identity tests run on every platform.
 */
import { createHash, createPublicKey, generateKeyPair, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import { bits, boolean, holder, integer, nothing, octets, oid, pem, sequence, set, tagged, time, utf8 } from './der.ts';

export interface Authority {
  readonly commonName: string;
  readonly certificatePem: string;
  readonly key: KeyObject;
}

export interface CertificateRequest {
  readonly commonName: string;
  readonly organization?: string;
  /** DNS names and addresses. None means that only the common name says who it is. */
  readonly names?: readonly string[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly usages?: readonly ('server' | 'client' | 'code')[];
  readonly serial?: Uint8Array;
  readonly key?: KeyObject;
}

export interface Certificate {
  readonly certificatePem: string;
  readonly keyPem: string;
  readonly serial: Uint8Array;
}

const dayMs = 86_400_000;
const usageOids = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2', code: '1.3.6.1.5.5.7.3.3' } as const;

/** libvirtd 9 refuses certificates with elliptic-curve keys, so what real hosts use is RSA. */
export async function newKey(kind: 'rsa' | 'ec' = 'ec'): Promise<KeyObject> {
  if (kind === 'ec') return (await promisify(generateKeyPair)('ec', { namedCurve: 'prime256v1' })).privateKey;
  return (await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })).privateKey;
}

const name = (commonName: string, organization?: string): Buffer =>
  sequence(
    ...(organization === undefined ? [] : [set(sequence(oid('2.5.4.10'), utf8(organization)))]),
    set(sequence(oid('2.5.4.3'), utf8(commonName))),
  );

const algorithm = (key: KeyObject): Buffer =>
  key.asymmetricKeyType === 'rsa'
    ? sequence(oid('1.2.840.113549.1.1.11'), nothing())
    : sequence(oid('1.2.840.10045.4.3.2'));

const signed = (body: Buffer, key: KeyObject): Buffer =>
  sequence(body, algorithm(key), bits(sign('sha256', body, key)));

const extension = (id: string, critical: boolean, value: Buffer): Buffer =>
  sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(value));

const publicDer = (key: KeyObject): Buffer => createPublicKey(key).export({ type: 'spki', format: 'der' });
const keyId = (key: KeyObject): Buffer => createHash('sha1').update(publicDer(key)).digest();

const alternative = (entry: string): Buffer => {
  const family = isIP(entry);
  if (family === 0) return tagged(2, Buffer.from(entry, 'ascii'));
  if (family === 4) return tagged(7, Buffer.from(entry.split('.').map(Number)));
  throw new Error(`${entry}: this authority writes IPv4 addresses and DNS names only.`);
};

function build(
  request: CertificateRequest,
  issuer: { readonly name: Buffer; readonly key: KeyObject },
  key: KeyObject,
  isAuthority: boolean,
): Certificate {
  const serial = request.serial ?? Buffer.concat([Buffer.from([0x40]), randomBytes(15)]);
  const usages = request.usages ?? ['server'];
  const names = request.names ?? [];
  const extensions = [
    extension('2.5.29.19', true, isAuthority ? sequence(boolean(true)) : sequence()),
    // Key usage: certificate and list signing for an authority, else signature and key encipherment.
    extension('2.5.29.15', true, isAuthority ? bits(Buffer.from([0x06]), 1) : bits(Buffer.from([0xa0]), 5)),
    extension('2.5.29.14', false, octets(keyId(key))),
    extension('2.5.29.35', false, sequence(tagged(0, keyId(issuer.key)))),
  ];
  if (!isAuthority) extensions.push(extension('2.5.29.37', false, sequence(...usages.map((u) => oid(usageOids[u])))));
  if (names.length > 0) extensions.push(extension('2.5.29.17', false, sequence(...names.map(alternative))));
  const body = sequence(
    holder(0, integer(2)),
    integer(serial),
    algorithm(issuer.key),
    issuer.name,
    sequence(
      time(request.notBefore ?? new Date(Date.now() - dayMs)),
      time(request.notAfter ?? new Date(Date.now() + 3650 * dayMs)),
    ),
    name(request.commonName, request.organization),
    publicDer(key),
    holder(3, sequence(...extensions)),
  );
  return {
    certificatePem: pem('CERTIFICATE', signed(body, issuer.key)),
    keyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    serial,
  };
}

export async function newAuthority(commonName: string, kind: 'rsa' | 'ec' = 'ec'): Promise<Authority> {
  const key = await newKey(kind);
  const { certificatePem } = build({ commonName }, { name: name(commonName), key }, key, true);
  return { commonName, certificatePem, key };
}

export async function issue(authority: Authority, request: CertificateRequest): Promise<Certificate> {
  const kind = authority.key.asymmetricKeyType === 'rsa' ? 'rsa' : 'ec';
  const key = request.key ?? (await newKey(kind));
  return build(request, { name: name(authority.commonName), key: authority.key }, key, false);
}

export async function selfSigned(request: CertificateRequest): Promise<Certificate> {
  const key = request.key ?? (await newKey());
  return build(request, { name: name(request.commonName, request.organization), key }, key, false);
}

export function revocationList(authority: Authority, serials: readonly Uint8Array[], nextUpdate?: Date): string {
  const revokedAt = new Date(Date.now() - 60_000);
  const entries = serials.map((serial) => sequence(integer(serial), time(revokedAt)));
  const body = sequence(
    integer(1),
    algorithm(authority.key),
    name(authority.commonName),
    time(new Date(Date.now() - dayMs)),
    time(nextUpdate ?? new Date(Date.now() + 3650 * dayMs)),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    holder(
      0,
      sequence(
        extension('2.5.29.35', false, sequence(tagged(0, keyId(authority.key)))),
        extension('2.5.29.20', false, integer(1)),
      ),
    ),
  );
  return pem('X509 CRL', signed(body, authority.key));
}
