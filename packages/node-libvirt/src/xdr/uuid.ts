import { XdrError } from './error.ts';
import type { XdrReader } from './reader.ts';
import type { XdrWriter } from './writer.ts';

const hexPairs = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));
const pattern = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

export function uuidText(bytes: Uint8Array, at = 0): string {
  let text = '';
  for (let index = 0; index < 16; index++) {
    if (index === 4 || index === 6 || index === 8 || index === 10) text += '-';
    text += hexPairs[bytes[at + index] as number];
  }
  return text;
}

export function uuidBytes(text: string): Uint8Array {
  if (!pattern.test(text)) throw new XdrError(`"${text.slice(0, 60)}" is not a UUID`);
  const digits = text.replaceAll('-', '');
  const bytes = new Uint8Array(16);
  for (let index = 0; index < 16; index++) bytes[index] = Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16);
  return bytes;
}

/** A UUID is 16 bytes on the wire and its usual text with dashes in TypeScript. */
export const uuid = {
  minimumBytes: 16,
  write(writer: XdrWriter, value: string): void {
    writer.fixed(uuidBytes(value));
  },
  read(reader: XdrReader): string {
    const at = reader.skip(16);
    return uuidText(reader.bytes, at);
  },
};
