import type { ChannelFacts } from '../channel.ts';
import { AuthenticationError, type ErrorPlace, LibvirtError } from '../errors.ts';
import type { CallOptions, RpcClient } from '../rpc/client.ts';
import type { Credentials } from './credentials.ts';
import { ScramError, ScramSha256 } from './scram.ts';

export const authType = { none: 0, sasl: 1, polkit: 2 } as const;

/** Does what the daemon asks for before anything else may be called. */
export async function authenticate(
  client: RpcClient,
  facts: ChannelFacts,
  credentials: Credentials | undefined,
  options: CallOptions,
): Promise<void> {
  const place = { host: facts.peer, procedure: 'authList' };
  const { types } = await client.call('authList', {}, options);
  if (types.length === 0 || types.includes(authType.none)) return;
  if (types.includes(authType.sasl)) return sasl(client, facts, credentials, options);
  if (types.includes(authType.polkit)) {
    await client.call('authPolkit', {}, options);
    return;
  }
  throw new AuthenticationError(
    `the daemon asks for authentication of type ${types.join(', ')}`,
    place,
    'Set the daemon to SASL, polkit or none.',
  );
}

async function sasl(
  client: RpcClient,
  facts: ChannelFacts,
  credentials: Credentials | undefined,
  options: CallOptions,
): Promise<void> {
  const place = { host: facts.peer, procedure: 'authSaslInit' };
  const { mechlist } = await client.call('authSaslInit', {}, options);
  const offered = mechlist.split(/[\s,]+/);
  if (credentials === undefined) {
    throw new AuthenticationError('the daemon asks for a user and password', place, 'Give credentials for this host.');
  }
  const scram = offered.includes('SCRAM-SHA-256');
  if (!scram && !offered.includes('PLAIN')) {
    const what = `the daemon offers ${mechlist}; SCRAM-SHA-256 and PLAIN are spoken here`;
    throw new AuthenticationError(
      what,
      place,
      'Add scram-sha-256 to mech_list in /etc/sasl2/libvirt.conf on the host.',
    );
  }
  if (!scram && !facts.private) {
    const what = 'the daemon offers PLAIN only, and this connection is not private';
    throw new AuthenticationError(what, place, 'Use TLS, SSH or SCRAM: the password would travel in the clear.');
  }
  const password = await credentials.password();
  try {
    if (scram) await saslScram(client, new ScramSha256(credentials.user, password), options);
    else await saslPlain(client, credentials.user, password, options);
  } catch (error) {
    throw refused(error, credentials.user, place);
  }
}

async function saslPlain(client: RpcClient, user: string, password: string, options: CallOptions): Promise<void> {
  const data = Buffer.from(`\0${user}\0${password}`);
  const reply = await client.call('authSaslStart', { mech: 'PLAIN', nil: false, data }, options);
  if (!reply.complete) throw new ScramError('the server asks for more than PLAIN has to give');
}

async function saslScram(client: RpcClient, scram: ScramSha256, options: CallOptions): Promise<void> {
  const text = (data: Uint8Array): string => Buffer.from(data).toString('utf8');
  const first = { mech: 'SCRAM-SHA-256', nil: false, data: Buffer.from(scram.first()) };
  const challenge = await client.call('authSaslStart', first, options);
  const proof = Buffer.from(await scram.final(text(challenge.data)));
  const verdict = await client.call('authSaslStep', { nil: false, data: proof }, options);
  scram.verify(text(verdict.data));
  // The server's proof is either the last word or a step that we acknowledge with nothing.
  if (!verdict.complete) {
    const last = await client.call('authSaslStep', { nil: false, data: Buffer.alloc(0) }, options);
    if (!last.complete) throw new ScramError('the exchange did not end where it should');
  }
}

function refused(error: unknown, user: string, place: ErrorPlace): unknown {
  if (error instanceof ScramError || (error instanceof LibvirtError && error.code === 'AUTH_FAILED')) {
    const what = `the login as ${user} failed: ${error instanceof ScramError ? error.message : (error.fields.message ?? '')}`;
    return new AuthenticationError(what, place, 'Check the user and password for this host.', error);
  }
  return error;
}
