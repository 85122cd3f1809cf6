import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nameKey } from './name-key.ts';

it.each([
  ['Tindra Labs', 'TINDRÅ  labs'],
  ['Ørland', 'orland'],
  ['Weiß', 'WEISS'],
  ['Łódź', 'lodz'],
  ['Ac\u200bme', 'acme'],
  ['Ａｃｍｅ', 'ACME'],
  ['Caf\u00e9', 'Cafe\u0301'],
  ['İstanbul', 'istanbul'],
  ['ΟΔΟΣ', 'οδος'],
])('holds %s and %s to be one name', (one, other) => {
  expect(nameKey(one)).toBe(nameKey(other));
});

it.each([
  ['किताब', 'कतब'],
  ['Dept 1', 'Dept 2'],
  ['A B', 'AB'],
])('tells %s and %s apart', (one, other) => {
  expect(nameKey(one)).not.toBe(nameKey(other));
});

it('is its own key, never empty for a name, and blind to case', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
      const key = nameKey(name);
      expect(key).not.toBe('');
      expect(nameKey(key)).toBe(key);
    }),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(
      fc.stringMatching(/^[ -~æøåÆØÅéü]{1,40}$/),
      (name) => nameKey(name.toUpperCase()) === nameKey(name.toLowerCase()),
    ),
  );
});
