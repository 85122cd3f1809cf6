/**
 * What can be said about a pasted SSH key before it is sent. Core decides; this only saves a round trip, and keeps a
 * private key from leaving the window.
 */
export interface SshKeyHint {
  readonly ok: boolean;
  readonly text: string;
  /** The comment at the end of the line, offered as a name. */
  readonly comment?: string;
}

const wrong = (text: string): SshKeyHint => ({ ok: false, text });
const knownAlgorithm =
  /^(ssh-(ed25519|rsa|dss)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com)$/;

export function sshKeyHint(pasted: string): SshKeyHint | undefined {
  const text = pasted.trim();
  if (text === '') return undefined;
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----|^PuTTY-User-Key-File/.test(text)) {
    return wrong('This is a private key, and it was not sent. Paste the line of the .pub file instead.');
  }
  if (/^---- BEGIN SSH2 PUBLIC KEY|-----BEGIN/.test(text)) {
    return wrong('This is not in OpenSSH form. ssh-keygen -i -f FILE writes the one line that is needed.');
  }
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length > 1) return wrong(`These are ${lines.length} lines. Paste one key at a time, on one line.`);
  const [algorithm = '', blob = '', ...comment] = text.split(/\s+/);
  if (!knownAlgorithm.test(algorithm)) {
    return wrong(`A key begins with its algorithm, such as ssh-ed25519. This begins with ${algorithm.slice(0, 30)}.`);
  }
  const inside = algorithmInside(blob);
  if (inside === undefined) return wrong('The key after the algorithm is cut off, or not base64.');
  if (inside !== algorithm) return wrong(`The line says ${algorithm}, and the key inside is ${inside}.`);
  return { ok: true, text: `${algorithm}, looks whole. Core checks its strength.`, comment: comment.join(' ') };
}

/** The first field of the key: four bytes of length, then its own name. */
function algorithmInside(blob: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(blob), (letter) => letter.charCodeAt(0));
    const length = new DataView(bytes.buffer).getUint32(0);
    // After the name comes at least one more field, so a line that ends with the name was cut.
    if (length === 0 || length > 64 || bytes.length < 4 + length + 4) return undefined;
    return new TextDecoder().decode(bytes.subarray(4, 4 + length));
  } catch {
    return undefined;
  }
}
