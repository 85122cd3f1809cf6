import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const pbkdf2Async = promisify(pbkdf2);
const leastIterations = 4_096;
const mostIterations = 1_000_000;

/** Why a SCRAM exchange failed; the connection turns it into an AuthenticationError. */
export class ScramError extends Error {
  override readonly name = 'ScramError';
}

/**
 * The client's side of SCRAM (RFC 5802) over SHA-256. The server proves that it knows the password too: `verify` has to pass, or we
 * speak with an impostor.
 */
export class ScramSha256 {
  readonly #user: string;
  readonly #password: string;
  readonly #nonce: string;
  #serverSignature: Buffer | undefined;

  constructor(user: string, password: string, nonce = randomBytes(24).toString('base64')) {
    this.#user = user;
    this.#password = password.normalize('NFKC');
    this.#nonce = nonce;
  }

  first(): string {
    return `n,,${this.#firstBare()}`;
  }

  /** Answers the server's first message with the proof. */
  async final(serverFirst: string): Promise<string> {
    const fields = fieldsOf(serverFirst);
    const nonce = fields.get('r') ?? '';
    const salt = Buffer.from(fields.get('s') ?? '', 'base64');
    const iterations = Number(fields.get('i'));
    if (fields.has('m')) throw new ScramError('the server demands an extension that is not known');
    if (!nonce.startsWith(this.#nonce) || nonce.length <= this.#nonce.length)
      throw new ScramError('the server changed our nonce');
    if (salt.length === 0) throw new ScramError('the server sent no salt');
    if (!Number.isInteger(iterations) || iterations < leastIterations || iterations > mostIterations) {
      throw new ScramError(`${fields.get('i')} iterations are outside ${leastIterations} to ${mostIterations}`);
    }
    const salted = await pbkdf2Async(this.#password, salt, iterations, 32, 'sha256');
    const clientKey = hmac(salted, 'Client Key');
    const withoutProof = `c=biws,r=${nonce}`;
    const exchange = `${this.#firstBare()},${serverFirst},${withoutProof}`;
    const signature = hmac(createHash('sha256').update(clientKey).digest(), exchange);
    const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
    this.#serverSignature = hmac(hmac(salted, 'Server Key'), exchange);
    return `${withoutProof},p=${proof.toString('base64')}`;
  }

  /** Throws unless the server's last message proves that it knows the password. */
  verify(serverFinal: string): void {
    const fields = fieldsOf(serverFinal);
    const error = fields.get('e');
    if (error !== undefined) throw new ScramError(`the server refused: ${error}`);
    const claimed = Buffer.from(fields.get('v') ?? '', 'base64');
    const expected = this.#serverSignature;
    if (expected === undefined || claimed.length !== expected.length || !timingSafeEqual(claimed, expected)) {
      throw new ScramError('the server did not prove that it knows the password');
    }
  }

  #firstBare(): string {
    const user = this.#user.normalize('NFKC').replaceAll('=', '=3D').replaceAll(',', '=2C');
    return `n=${user},r=${this.#nonce}`;
  }
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function fieldsOf(message: string): Map<string, string> {
  return new Map(message.split(',').map((field) => [field.slice(0, 1), field.slice(2)]));
}
