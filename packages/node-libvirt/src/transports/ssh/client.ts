/** One SSH login: the host's key is judged by the caller before anything is told about the user, then the user's keys are offered. */
import type { Duplex } from 'node:stream';
import ssh2, { type AuthMethod, type Client } from 'ssh2';
import { ConnectFailedError, type ConnectionError, InvalidInputError, RefusedIdentityError } from '../../errors.ts';
import { defaultPorts } from '../../uri.ts';
import { explainSocketError, onceAborted } from '../opening.ts';
import { type HostKey, type HostKeyVerdict, hostKey } from './host-key.ts';

export interface SshEndpoint {
  readonly host: string;
  readonly port?: number;
  readonly user: string;
  /** Decides whether this is the right host. Asked once, before the user is named. */
  readonly verifyHost: (key: HostKey) => HostKeyVerdict | Promise<HostKeyVerdict>;
  /** Key algorithms the host is asked for, the wanted first: those of its pinned keys, so that it does not show another one. */
  readonly hostKeyAlgorithms?: readonly HostKeyAlgorithm[];
  /** Private keys in any form OpenSSH writes, tried in this order after those of the agent. */
  readonly keys?: readonly { readonly privateKey: string; readonly passphrase?: string }[];
  /** The agent's socket, or `pageant` on Windows. */
  readonly agent?: string;
}

/** Those of OpenSSH without SHA-1. */
export const hostKeyAlgorithms = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
] as const;
export type HostKeyAlgorithm = (typeof hostKeyAlgorithms)[number];

/** A server drops the connection after a handful of wrong keys, so offering more than this only hides the right one. */
const keysMax = 5;

export async function openClient(
  endpoint: SshEndpoint,
  methods: AuthMethod[],
  under: Duplex,
  peer: string,
  signal: AbortSignal,
): Promise<Client> {
  const client = new ssh2.Client();
  let refusal: ConnectionError | undefined;
  let agentFault: Error | undefined;
  const judge = async (key: Buffer): Promise<boolean> => {
    const shown = hostKey(endpoint.host, endpoint.port ?? defaultPorts.ssh, key);
    try {
      const verdict = await endpoint.verifyHost(shown);
      if (!verdict.accept) refusal = refusedHostKey(shown, verdict, peer);
      return verdict.accept;
    } catch (error) {
      const whatToDo = 'Try again; if it stays so, the pinned keys can not be read.';
      refusal = new RefusedIdentityError(
        'not-verified',
        'its key could not be checked',
        { host: peer },
        whatToDo,
        error,
      );
      return false;
    }
  };
  return await new Promise<Client>((resolve, reject) => {
    const fail = (error: unknown): void => {
      settle();
      // The client speaks up again while it closes; nobody is left to hear it.
      client.on('error', () => undefined);
      client.destroy();
      under.destroy();
      reject(refusal ?? explainSshError(peer, error, agentFault));
    };
    const onReady = (): void => {
      settle();
      client.setNoDelay(true);
      resolve(client);
    };
    const onError = (error: Error & { level?: string }): void => {
      // Without its agent a login can still succeed with a key.
      if (error.level === 'agent') agentFault = error;
      else fail(error);
    };
    const onClose = (): void => fail(new Error('it closed the connection during the login'));
    const settle = (): void => {
      forget();
      client.off('ready', onReady).off('error', onError).off('close', onClose);
    };
    client.on('ready', onReady).on('error', onError).on('close', onClose);
    const forget = onceAborted(signal, () => queueMicrotask(() => fail(new Error('given up'))));
    client.connect({
      sock: under,
      username: endpoint.user,
      authHandler: methods,
      // Its own limit is off: ours covers the whole way, jumps included.
      readyTimeout: 0,
      hostVerifier: (key: Buffer, done: (accept: boolean) => void) => void judge(key).then(done),
      algorithms: { serverHostKey: [...(endpoint.hostKeyAlgorithms ?? hostKeyAlgorithms)] },
    });
  });
}

/** What to log in with, in the order of trying. Reads the keys, so it finds a wrong passphrase. */
export function authMethods(endpoint: SshEndpoint, peer: string): AuthMethod[] {
  const username = endpoint.user;
  const methods: AuthMethod[] = [];
  if (endpoint.agent !== undefined) methods.push({ type: 'agent', username, agent: endpoint.agent } as AuthMethod);
  const keys = endpoint.keys ?? [];
  if (keys.length > keysMax) {
    throw new InvalidInputError(`${keys.length} keys are given; ${keysMax} are allowed`, { host: peer });
  }
  for (const { privateKey, passphrase } of keys) {
    const key = ssh2.utils.parseKey(privateKey, passphrase);
    if (key instanceof Error) {
      const text = /passphrase|decrypt|integrity/i.test(key.message)
        ? `the private key needs ${passphrase === undefined ? 'its' : 'another'} passphrase`
        : `the private key can't be read: ${key.message}`;
      throw new InvalidInputError(text, { host: peer }, key);
    }
    methods.push({ type: 'publickey', username, key } as AuthMethod);
  }
  if (methods.length > 0) return methods;
  throw new InvalidInputError('neither a key nor an agent is given for the login', { host: peer });
}

function refusedHostKey(
  shown: HostKey,
  verdict: HostKeyVerdict & { accept: false },
  peer: string,
): RefusedIdentityError {
  const it = `it shows the ${shown.algorithm} key ${shown.fingerprint}`;
  if (verdict.reason === 'unknown-host-key') {
    const whatToDo = `Compare it with "ssh-keygen -lf" on the host's own console, then pin it.`;
    return new RefusedIdentityError(verdict.reason, `${it}, and no key of it is pinned`, { host: peer }, whatToDo);
  }
  const pinned = verdict.expected === undefined ? 'another key' : verdict.expected;
  const whatToDo =
    'Find out why it changed before anything else: it is another machine, was installed anew, or somebody is between.';
  return new RefusedIdentityError(verdict.reason, `${it}, but ${pinned} is pinned`, { host: peer }, whatToDo);
}

function explainSshError(peer: string, error: unknown, agentFault: Error | undefined): ConnectionError {
  const level = error instanceof Error && 'level' in error ? String(error.level) : '';
  const text = error instanceof Error ? error.message : String(error);
  if (level === 'client-authentication') {
    const agent = agentFault ? `; the agent did not answer: ${agentFault.message}` : '';
    const whatToDo = "Add the public key to the user's authorized_keys on the host, or use another key.";
    return new RefusedIdentityError(
      'client-refused',
      `it accepts none of our keys${agent}`,
      { host: peer },
      whatToDo,
      error,
    );
  }
  if (level === 'handshake' || level === 'protocol') {
    const whatToDo = 'Check that an SSH server of this decade listens on this port.';
    return new ConnectFailedError(`no common ground for SSH: ${text.slice(0, 200)}`, { host: peer }, whatToDo, error);
  }
  return explainSocketError(peer, error);
}
