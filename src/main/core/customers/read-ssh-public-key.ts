import { createHash } from 'node:crypto';
import { granted, type Result, refused } from '../kernel/index.ts';
import { WireReader } from './ssh-wire-reader.ts';

export interface SshPublicKey {
  algorithm: string;
  bits: number;
  /** As `ssh-keygen -l` prints it. */
  fingerprint: string;
  /** Algorithm and key, without the comment. */
  publicKey: string;
  comment: string;
}

const smallestRsaBits = 2048;
const largestRsaBits = 16_384;

/** Reads one line of a .pub file. Everything else that people paste is refused by its name. */
export function readSshPublicKey(pasted: string): Result<SshPublicKey> {
  const text = pasted.trim();
  const wrongThing = recognise(text);
  if (wrongThing !== undefined) return notAKey(...wrongThing);
  const [algorithm = '', encoded = '', ...commentWords] = text.split(/[ \t]+/);
  const blob = base64.test(encoded) ? Buffer.from(encoded, 'base64') : undefined;
  // Decoding also drops bits that belong to no byte; encoding again shows whether there were any.
  if (blob === undefined || withoutPadding(blob.toString('base64')) !== withoutPadding(encoded)) {
    return notAKey('The key itself is damaged: it is not base64.', 'Copy the whole line of the .pub file again.');
  }
  const bits = readBlob(algorithm, new WireReader(blob));
  if (typeof bits === 'string')
    return notAKey(bits, 'Copy the whole line of the .pub file again, or make a new key with ssh-keygen -t ed25519.');
  return granted({
    algorithm,
    bits,
    fingerprint: `SHA256:${createHash('sha256').update(blob).digest('base64').replace('=', '')}`,
    publicKey: `${algorithm} ${blob.toString('base64')}`,
    comment: commentWords
      .join(' ')
      .replace(/[\p{Cc}\u2028\u2029]/gu, '')
      .slice(0, 120)
      .trim(),
  });
}

/** Padding has two characters at most: to look for any number of them takes the square of the length of a hostile key. */
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
const withoutPadding = (encoded: string): string => {
  const at = encoded.indexOf('=');
  return at < 0 ? encoded : encoded.slice(0, at);
};

const makeNew = 'Make a new key with ssh-keygen -t ed25519 and paste its .pub file.';
const curves: Readonly<Record<string, number>> = { nistp256: 256, nistp384: 384, nistp521: 521 };
const known =
  /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-ssh-ed25519@openssh\.com|sk-ecdsa-sha2-nistp256@openssh\.com)$/;

/** What it is, if it is not one line with a public key: the sentence, and what to do. */
function recognise(text: string): [message: string, whatToDo: string] | undefined {
  if (text === '') return ['There is no key.', 'Paste the line of a .pub file.'];
  if (/PRIVATE KEY|PuTTY-User-Key-File/i.test(text)) {
    return [
      'This is a private key. It was not stored.',
      'Paste the .pub file that lies beside it. Treat the private key as seen: if others could read it here, replace it.',
    ];
  }
  if (/^---- ?BEGIN/.test(text))
    return [
      'This is a public key in another format.',
      'Convert it with ssh-keygen -i -f FILE and paste the line it prints.',
    ];
  if (/[\r\n]/.test(text)) return ['There is more than one line.', 'Add one key at a time.'];
  const words = text.split(/[ \t]+/);
  const first = words[0] ?? '';
  if (known.test(first)) return undefined;
  if (/-cert-v0\d@openssh\.com$/.test(first))
    return ['This is a certificate, not a key.', 'Paste the .pub file whose name does not end in -cert.pub.'];
  if (first === 'ssh-dss') return ['DSA keys are broken and no current sshd takes them.', makeNew];
  if (/^ssh-|^ecdsa-|^sk-/.test(first)) return [`Keys of the kind ${first.slice(0, 60)} are not taken.`, makeNew];
  if (words.some((word) => known.test(word) || word === 'ssh-dss')) {
    return [
      'Options stand before the key.',
      'Paste the key without them, from the algorithm on. Access is limited by policies here.',
    ];
  }
  return ['This is not an SSH public key.', 'Paste the line of a .pub file; it begins like ssh-ed25519.'];
}

/** Its size in bits, or the sentence that says what is wrong. */
function readBlob(algorithm: string, wire: WireReader): number | string {
  const inside = wire.string()?.toString('latin1');
  if (inside === undefined) return 'The key is cut short.';
  if (inside !== algorithm) return `The line says ${algorithm} and the key inside says something else.`;
  const bits = readNumbers(algorithm, wire);
  if (typeof bits === 'string') return bits;
  // A security key's application, such as "ssh:".
  if (algorithm.startsWith('sk-') && (wire.string()?.length ?? 0) === 0) return 'The key is cut short.';
  return wire.isAtEnd ? bits : 'There is more behind the key than belongs to it.';
}

function readNumbers(algorithm: string, wire: WireReader): number | string {
  if (algorithm.includes('ed25519')) return wire.string()?.length === 32 ? 256 : 'The key is cut short.';
  if (algorithm !== 'ssh-rsa') {
    const curve = /nistp\d+/.exec(algorithm)?.[0] ?? '';
    const bits = curves[curve] ?? 0;
    if (wire.string()?.toString('latin1') !== curve) return `The key inside is not on the curve ${curve}.`;
    const point = wire.string();
    const length = 1 + 2 * Math.ceil(bits / 8);
    return point?.length === length && point[0] === 4 ? bits : 'The point of the key is damaged.';
  }
  const exponent = wire.positiveNumber();
  const modulus = wire.positiveNumber();
  if (exponent === undefined || modulus === undefined) return 'The key is cut short.';
  const bits = bitLengthOf(modulus);
  if (bits < smallestRsaBits) return `This RSA key has ${bits} bits; at least ${smallestRsaBits} are needed.`;
  if (bits > largestRsaBits) return `This RSA key has ${bits} bits; at most ${largestRsaBits} are taken.`;
  const isOdd = ((exponent.at(-1) ?? 0) & 1) === 1 && ((modulus.at(-1) ?? 0) & 1) === 1;
  return isOdd && bitLengthOf(exponent) > 1 ? bits : 'The numbers of this RSA key can not be right.';
}

const bitLengthOf = (bytes: Buffer): number =>
  bytes.length === 0 ? 0 : bytes.length * 8 - Math.clz32(bytes[0] ?? 0) + 24;

const notAKey = (message: string, whatToDo: string) =>
  refused({
    code: 'ssh-key.not-accepted',
    message: `${message} Nothing was added.`,
    whatToDo,
    fields: { publicKey: message },
  });
