import { expect, test } from 'vitest';
import { decodeFile } from './decode-file.ts';

const text = 'Name\r\nBjørk & Søn\r\n';

test('UTF-8, with and without its mark', () => {
  expect(decodeFile(new TextEncoder().encode(text))).toEqual({ text, encoding: 'UTF-8' });
  expect(decodeFile(new TextEncoder().encode(`\ufeff${text}`))).toEqual({ text, encoding: 'UTF-8' });
});

test('the code page of older spreadsheets', () => {
  expect(decodeFile(new Uint8Array(Buffer.from(text, 'latin1')))).toEqual({ text, encoding: 'Windows-1252' });
});

test('UTF-16 by its mark', () => {
  const bytes = new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]));
  expect(decodeFile(bytes)).toEqual({ text, encoding: 'UTF-16' });
});
