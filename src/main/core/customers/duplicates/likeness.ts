import { nameKey } from '../name-key.ts';

/** What two customers are compared by. */
export interface Likable {
  name: string;
  taxId: string;
  invoiceEmail: string;
  countryCode: string;
}

/** The same, made ready once for many comparisons. */
export interface Traits {
  source: Likable;
  coreName: string;
  digits: string;
  trigrams: Uint32Array;
  taxId: string;
  invoiceEmail: string;
  domain: string;
}

/** Pairs below are not shown: at this likeness about every second one is worth a look. */
export const leastLikeness = 0.5;

const legalForms = new Set(
  'ab ag as asa bv co corp gmbh inc kg llc ltd limited nv oy oyj plc sa sarl spa srl'.split(' '),
);
const longWords: Readonly<Record<string, string>> = {
  dept: 'department',
  inst: 'institute',
  univ: 'university',
  lab: 'laboratory',
  labs: 'laboratory',
  laboratories: 'laboratory',
  intl: 'international',
  '&': 'and',
};

/** The words that make a name: without its legal form, abbreviations written out, in one order. */
export function coreName(name: string): string {
  const words = nameKey(name)
    .replace(/[^\p{L}\p{M}\p{N}&]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => (Object.hasOwn(longWords, word) ? (longWords[word] ?? word) : word));
  const core = words.filter((word) => !legalForms.has(word));
  return (core.length === 0 ? words : core).sort().join(' ');
}

export function traitsOf(source: Likable): Traits {
  const core = coreName(source.name);
  const invoiceEmail = source.invoiceEmail.toLowerCase();
  return {
    source,
    coreName: core,
    digits: core.replace(/\P{N}/gu, ''),
    trigrams: trigramsOf(core),
    taxId: source.taxId.toUpperCase().replace(/[^\p{L}\p{N}]/gu, ''),
    invoiceEmail,
    domain: invoiceEmail.split('@')[1] ?? '',
  };
}

/**
 * How likely two customers are one, 0 to 1. Each sign stands for itself: together they are as sure as it is unlikely
 * that all of them mislead.
 */
export function likenessOf(first: Traits, second: Traits): { likeness: number; reasons: string[] } {
  const signs: [certainty: number, reason: string][] = [];
  const similarity = nameSimilarity(first, second);
  if (similarity === 1) signs.push([0.8, 'The names are the same but for case, accents, legal form or abbreviations.']);
  else if (similarity > 0.5)
    signs.push([(similarity - 0.5) * 1.8, `The names are ${Math.round(similarity * 100)} % alike.`]);
  const sameTaxId = first.taxId !== '' && first.taxId === second.taxId;
  if (sameTaxId) signs.push([0.9, `Both have the tax id ${first.source.taxId}.`]);
  if (first.domain !== '' && first.invoiceEmail === second.invoiceEmail) {
    signs.push([0.7, `Both get their invoices at ${first.invoiceEmail}.`]);
  } else if (first.domain !== '' && first.domain === second.domain) {
    signs.push([0.3, `Both get their invoices at ${first.domain}.`]);
  }
  let likeness = 1 - signs.reduce((doubt, [certainty]) => doubt * (1 - certainty), 1);
  const reasons = signs.map(([, reason]) => reason);
  if (!sameTaxId && first.taxId !== '' && second.taxId !== '') {
    likeness *= 0.5;
    reasons.push('Against it: their tax ids differ.');
  }
  const [country, otherCountry] = [first.source.countryCode, second.source.countryCode];
  if (country !== '' && otherCountry !== '' && country !== otherCountry) {
    likeness *= 0.8;
    reasons.push('Against it: they are in different countries.');
  }
  return { likeness, reasons };
}

/** Names that differ in their numbers, such as Dept 1 and Dept 2, were given to tell two things apart. */
function nameSimilarity(first: Traits, second: Traits): number {
  if (first.coreName === second.coreName) return 1;
  return first.digits === second.digits ? sharedPart(first.trigrams, second.trigrams) : 0;
}

/** Dice's coefficient over three-letter pieces: 1 where all are shared, 0 where none is. Both sorted. */
function sharedPart(first: Uint32Array, second: Uint32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < first.length && j < second.length; ) {
    const [one, other] = [first[i] ?? 0, second[j] ?? 0];
    if (one === other) shared += 1;
    if (one <= other) i += 1;
    if (other <= one) j += 1;
  }
  return (2 * shared) / (first.length + second.length);
}

/** Each piece as a number, made of the low bits of its letters: two pieces that look alike by chance do no harm. */
function trigramsOf(text: string): Uint32Array {
  const padded = `  ${text} `;
  const pieces = new Set<number>();
  for (let at = 0; at + 3 <= padded.length; at++) {
    const letter = (offset: number) => padded.charCodeAt(at + offset) & 0x3ff;
    pieces.add((letter(0) << 20) | (letter(1) << 10) | letter(2));
  }
  return Uint32Array.from(pieces).sort();
}
