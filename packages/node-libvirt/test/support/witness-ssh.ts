/** An SSH server that lets one key in, forwards to a socket that echoes, and counts what arrives there. */
import { generateKeyPairSync } from 'node:crypto';
import { connect } from 'node:net';
import ssh2, { type Connection, type ParsedKey } from 'ssh2';

export interface SshWitness {
  readonly port: number;
  readonly bytes: () => number;
  readonly logins: () => number;
  /** User names that clients told it before they were let in or gave up. */
  readonly names: () => readonly string[];
  close(): Promise<void>;
}

export interface SshWitnessOptions {
  readonly hostKeys: readonly string[];
  readonly authorizedKey: string;
  /** Whether it forwards to sockets, like AllowStreamLocalForwarding. */
  readonly forwards?: boolean;
  /** What a command's marker line says, for a server without forwarding; absent, it refuses commands. */
  readonly exec?: (command: string) => string;
  /** Whether it lets clients jump through it to other ports of this machine. */
  readonly jumps?: boolean;
}

export const newSshKey = (passphrase?: string): { private: string; public: string } => {
  const options = passphrase === undefined ? {} : { passphrase, cipher: 'aes256-ctr', rounds: 16 };
  return ssh2.utils.generateKeyPairSync('ed25519', options as never);
};

export const newRsaPem = (): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();

const parsed = (text: string): ParsedKey => {
  const key = ssh2.utils.parseKey(text);
  if (key instanceof Error) throw key;
  return key;
};

export async function sshWitness(options: SshWitnessOptions): Promise<SshWitness> {
  const allowed = parsed(options.authorizedKey);
  const connections = new Set<Connection>();
  const names: string[] = [];
  let bytes = 0;
  let logins = 0;
  const echo = (channel: NodeJS.ReadWriteStream): void => {
    channel.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      channel.write(chunk);
    });
    channel.on('end', () => channel.end());
    channel.on('error', () => undefined);
  };
  const server = new ssh2.Server({ hostKeys: [...options.hostKeys] }, (client) => {
    connections.add(client);
    client.on('close', () => connections.delete(client));
    client.on('error', () => undefined);
    client.on('authentication', (attempt) => {
      names.push(attempt.username);
      const isOurs = attempt.method === 'publickey' && attempt.key.data.equals(allowed.getPublicSSH());
      if (!isOurs) return attempt.reject(['publickey']);
      const { signature, blob } = attempt;
      if (signature && blob && !allowed.verify(blob, signature, attempt.hashAlgo)) return attempt.reject();
      attempt.accept();
    });
    client.on('ready', () => {
      logins += 1;
    });
    client.on('openssh.streamlocal', (accept, reject) => {
      if (options.forwards === false) return reject();
      echo(accept());
    });
    client.on('tcpip', (accept, reject, info) => {
      if (!options.jumps) return reject();
      const channel = accept();
      const socket = connect(info.destPort, '127.0.0.1');
      socket.on('error', () => channel.close());
      socket.pipe(channel).pipe(socket);
    });
    client.on('session', (acceptSession) => {
      const session = acceptSession();
      session.on('exec', (accept, reject, info) => {
        const answer = options.exec?.(info.command);
        if (answer === undefined) return reject();
        const channel = accept();
        channel.write(answer);
        echo(channel);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The witness has no port.');
  return {
    port: address.port,
    bytes: () => bytes,
    logins: () => logins,
    names: () => names,
    async close() {
      for (const connection of connections) connection.end();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
