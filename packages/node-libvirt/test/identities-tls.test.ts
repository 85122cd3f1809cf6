/** TLS peers that must not be believed, and clients that are not: nobody gets an RPC byte. Long because it is mostly a list. */
import { once } from 'node:events';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Channel } from '../src/channel.ts';
import type { ConnectionError } from '../src/errors.ts';
import { connectTls, type TlsTarget } from '../src/transports/tls.ts';
import {
  type Authority,
  type Certificate,
  issue,
  newAuthority,
  revocationList,
  selfSigned,
} from './support/certificates.ts';
import { plainWitness, tlsWitness, type Witness } from './support/witness-tls.ts';

const dayMs = 86_400_000;
const name = 'h1.lab';
const opening = Buffer.from('0000001c20008086000000010000004200000000000000000000000000', 'hex');

let site: Authority;
let impostor: Authority;
let stranger: Authority;
let client: Certificate;
const open: Witness[] = [];

beforeAll(async () => {
  [site, impostor, stranger] = await Promise.all([
    newAuthority('site'),
    newAuthority('site'),
    newAuthority('stranger'),
  ]);
  client = await issue(site, { commonName: 'console', usages: ['client'] });
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((witness) => witness.close()));
});

const hostCertificate = (over: Partial<Parameters<typeof issue>[1]> = {}, authority = site): Promise<Certificate> =>
  issue(authority, { commonName: name, organization: 'lab', names: [name, '127.0.0.1'], ...over });

async function witnessWith(certificate: Certificate, answer?: Uint8Array): Promise<Witness> {
  const tls = {
    key: certificate.keyPem,
    cert: certificate.certificatePem,
    ca: site.certificatePem,
    requestCert: true,
    rejectUnauthorized: true,
  };
  const witness = await tlsWitness({ tls, ...(answer ? { answer } : {}) });
  open.push(witness);
  return witness;
}

const targetFor = (witness: Witness, over: Partial<TlsTarget> = {}): TlsTarget => ({
  host: '127.0.0.1',
  port: witness.port,
  serverName: name,
  authorities: [site.certificatePem],
  identity: { certificate: client.certificatePem, key: client.keyPem },
  ...over,
});

/** As a connection would: the first RPC message goes out as soon as there is a channel. */
async function use(target: TlsTarget): Promise<Channel> {
  const channel = await connectTls(target, { timeoutMs: 5000 });
  channel.stream.write(opening);
  return channel;
}

async function refusal(target: TlsTarget): Promise<ConnectionError & { reason?: string }> {
  return await use(target).then(
    () => {
      throw new Error('It was believed.');
    },
    (error: unknown) => error as ConnectionError,
  );
}

interface Bad {
  readonly certificate: () => Promise<Certificate>;
  readonly target?: (certificate: Certificate) => Partial<TlsTarget>;
  readonly reason: string;
  readonly what: RegExp;
}

const bad: Readonly<Record<string, Bad>> = {
  'an expired certificate': {
    certificate: () =>
      hostCertificate({ notBefore: new Date('2024-01-01'), notAfter: new Date('2025-01-01T00:00:00Z') }),
    reason: 'expired',
    what: /expired at Jan +1 00:00:00 2025/,
  },
  'a certificate that is not valid yet': {
    certificate: () =>
      hostCertificate({ notBefore: new Date('2049-01-01T00:00:00Z'), notAfter: new Date('2051-01-01') }),
    reason: 'not-yet-valid',
    what: /valid from Jan +1 00:00:00 2049/,
  },
  'the name of another host': {
    certificate: () => hostCertificate({ commonName: 'h2.lab', names: ['h2.lab', '127.0.0.1'] }),
    reason: 'wrong-name',
    what: /h2\.lab.*not for h1\.lab/,
  },
  'a name that only its common name carries while others are listed': {
    certificate: () => hostCertificate({ names: ['h2.lab'] }),
    reason: 'wrong-name',
    what: /h2\.lab/,
  },
  'another authority': {
    certificate: () => hostCertificate({}, stranger),
    reason: 'unknown-issuer',
    what: /"CN=stranger"/,
  },
  "an authority that only bears our authority's name": {
    certificate: () => hostCertificate({}, impostor),
    reason: 'unknown-issuer|wrong-signature',
    what: /site/,
  },
  'a certificate signed by itself': {
    certificate: () => selfSigned({ commonName: name, names: [name] }),
    reason: 'self-signed',
    what: /"CN=h1\.lab" is signed by itself/,
  },
  'a revoked certificate': {
    certificate: () => hostCertificate(),
    target: (certificate) => ({ revocationLists: [revocationList(site, [certificate.serial])] }),
    reason: 'revoked',
    what: /"CN=h1\.lab,O=lab" is revoked/,
  },
  'a revocation list that is out of date': {
    certificate: () => hostCertificate(),
    target: () => ({ revocationLists: [revocationList(site, [], new Date(Date.now() - dayMs / 2))] }),
    reason: 'revocation-unknown',
    what: /no current revocation list of "CN=site"/,
  },
  'a revocation list of another authority only': {
    certificate: () => hostCertificate(),
    target: () => ({ revocationLists: [revocationList(stranger, [])] }),
    reason: 'revocation-unknown',
    what: /no current revocation list/,
  },
  'a certificate for clients only': {
    certificate: () => hostCertificate({ usages: ['client'] }),
    reason: 'wrong-usage',
    what: /not made for a server/,
  },
  'a certificate for signing programs': {
    certificate: () => hostCertificate({ usages: ['code'] }),
    reason: 'wrong-usage',
    what: /not made for a server/,
  },
  'a distinguished name that is not listed': {
    certificate: () => hostCertificate(),
    target: () => ({ allowedNames: ['CN=h2.lab,O=lab', 'CN=h1.lab', 'CN=*.lab,O=other'] }),
    reason: 'name-not-listed',
    what: /"CN=h1\.lab,O=lab", which is not on the list of 3/,
  },
};

describe('a TLS host that is not to be believed', () => {
  test.each(Object.keys(bad))('%s', async (title) => {
    const entry = bad[title] as Bad;
    const certificate = await entry.certificate();
    const witness = await witnessWith(certificate);
    const error = await refusal(targetFor(witness, entry.target?.(certificate)));
    expect(error.kind).toBe('refused-identity');
    expect(error.reason).toMatch(new RegExp(`^(${entry.reason})$`));
    expect(error.message).toMatch(entry.what);
    expect(error.message).toContain(`127.0.0.1:${witness.port}`);
    expect(error.whatToDo).toMatch(/\.$/);
    await witness.close();
    expect(witness.bytes()).toBe(0);
  });

  test('an address that the certificate does not carry', async () => {
    const witness = await witnessWith(await hostCertificate({ names: [name] }));
    const { serverName: _none, ...byAddress } = targetFor(witness);
    expect(await refusal(byAddress)).toMatchObject({ reason: 'wrong-name' });
    await witness.close();
    expect(witness.bytes()).toBe(0);
  });

  test.each([
    ['closes instead of saying yes', Buffer.alloc(0), 'client-refused'],
    ['says something else than yes', Buffer.from([0]), undefined],
  ])('one that %s after the handshake', async (_title, answer, reason) => {
    const witness = await witnessWith(await hostCertificate(), answer);
    const error = await refusal(targetFor(witness));
    expect(error.kind).toBe(reason ? 'refused-identity' : 'protocol');
    expect(error.reason).toBe(reason);
    await witness.close();
    expect(witness.handshakes()).toBe(1);
    expect(witness.bytes()).toBe(0);
  });

  test('one that does not speak TLS', async () => {
    const witness = await plainWitness(Buffer.from('SSH-2.0-OpenSSH_9.2p1\r\n'));
    open.push(witness);
    expect(await refusal(targetFor(witness))).toMatchObject({ kind: 'protocol' });
  });
});

describe('a client that a TLS host does not believe', () => {
  test.each(['1.2', '1.3'] as const)('with another authority or none at all, over TLS %s', async (version) => {
    const own = await hostCertificate();
    const tls = {
      key: own.keyPem,
      cert: own.certificatePem,
      ca: site.certificatePem,
      requestCert: true,
      rejectUnauthorized: true,
    };
    const witness = await tlsWitness({ tls: { ...tls, maxVersion: `TLSv${version}` } });
    open.push(witness);
    const foreign = await issue(stranger, { commonName: 'console', usages: ['client'] });
    const target = targetFor(witness, { identity: { certificate: foreign.certificatePem, key: foreign.keyPem } });
    expect(await refusal(target)).toMatchObject({ kind: 'refused-identity', reason: 'client-refused' });
    const { identity: _none, ...anonymous } = targetFor(witness);
    expect(await refusal(anonymous)).toMatchObject({ kind: 'refused-identity', reason: 'client-refused' });
    await witness.close();
    expect(witness.bytes()).toBe(0);
  });

  test('a key that does not belong to the certificate, or no authority, is found before anything is sent', async () => {
    const witness = await witnessWith(await hostCertificate());
    const other = await issue(site, { commonName: 'other', usages: ['client'] });
    const mixed = { certificate: client.certificatePem, key: other.keyPem };
    expect(await refusal(targetFor(witness, { identity: mixed }))).toMatchObject({ kind: 'invalid-input' });
    for (const authorities of [[], ['no certificate'], [site.certificatePem, 'no certificate']]) {
      expect(await refusal(targetFor(witness, { authorities }))).toMatchObject({ kind: 'invalid-input' });
    }
    expect(witness.handshakes()).toBe(0);
  });
});

test('a host that is right in everything is believed, and what it sends with its yes is not lost', async () => {
  const certificate = await hostCertificate();
  const witness = await witnessWith(certificate, Buffer.from([1, 7, 8, 9]));
  const channel = await use(
    targetFor(witness, { allowedNames: ['CN=h*.lab,O=lab'], revocationLists: [revocationList(site, [])] }),
  );
  expect(channel.facts).toEqual({ kind: 'tls', peer: `127.0.0.1:${witness.port}`, private: true });
  const [rest] = (await once(channel.stream, 'data')) as [Buffer];
  expect([...rest]).toEqual([7, 8, 9]);
  channel.stream.end();
  channel.stream.resume();
  await once(channel.stream, 'close');
  expect(witness.bytes()).toBe(opening.length);
});
