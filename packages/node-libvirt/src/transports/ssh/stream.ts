/** The channel inside an SSH login as a stream of its own: closing it closes the login, and every jump under it. */
import { Duplex } from 'node:stream';
import type { Client, ClientChannel } from 'ssh2';
import { ConnectionClosedError } from '../../errors.ts';

const bufferBytes = 64 * 1024;
const complaintBytesMax = 2048;

export class SshStream extends Duplex {
  readonly #channel: ClientChannel;
  readonly #clients: readonly Client[];
  readonly #peer: string;
  #complaint = '';
  #received = false;
  #outermostClosed = false;

  /** `clients` from the nearest host to the one that has the channel. */
  constructor(channel: ClientChannel, clients: readonly Client[], peer: string) {
    super({ highWaterMark: bufferBytes });
    this.#channel = channel;
    this.#clients = clients;
    this.#peer = peer;
    channel.on('data', (chunk: Buffer) => {
      this.#received = true;
      if (!this.push(chunk)) channel.pause();
    });
    channel.on('end', () => this.push(null));
    channel.on('close', (code?: number | null) => this.#closedByPeer(code ?? undefined));
    channel.on('error', (error: unknown) => this.destroy(this.#broken('the channel broke', error)));
    channel.stderr?.on('data', (chunk: Buffer) => {
      if (this.#complaint.length < complaintBytesMax) this.#complaint += chunk.toString('utf8');
    });
    for (const client of clients) {
      client.on('error', (error: unknown) => this.destroy(this.#broken('the SSH connection broke', error)));
      client.on('close', () => {
        if (client === clients[0]) this.#outermostClosed = true;
        if (!this.readableEnded) this.destroy(this.#broken('the SSH connection ended'));
      });
    }
  }

  override _read(): void {
    this.#channel.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#channel.write(chunk, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#channel.end();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#channel.close();
    const [outermost] = this.#clients;
    if (this.#outermostClosed || !outermost) {
      done(error);
      return;
    }
    // The outermost login holds the only socket; those inside it end with it.
    outermost.once('close', () => done(error));
    for (const client of [...this.#clients].reverse()) client.destroy();
  }

  #broken(what: string, cause?: unknown): ConnectionClosedError {
    const detail = cause instanceof Error ? `: ${cause.message}` : '';
    return new ConnectionClosedError(`${what}${detail}`, { host: this.#peer }, cause);
  }

  #closedByPeer(code: number | undefined): void {
    const complaint = this.#complaint.trim();
    // A helper that fails says why on its standard error and never sends a byte of its own.
    if (!this.#received && (complaint !== '' || (code !== undefined && code !== 0))) {
      const said = complaint === '' ? `with code ${code}` : `and said: ${complaint.slice(0, 500)}`;
      this.destroy(this.#broken(`the program on the host ended ${said}`));
    } else if (this.readableEnded) this.destroy();
    else this.once('end', () => this.destroy());
  }
}
