import { type Likable, leastLikeness, likenessOf, type Traits, traitsOf } from './likeness.ts';

export interface LikelyPair<Row> {
  first: Row;
  second: Row;
  likeness: number;
  reasons: string[];
}

/** What many share says nothing: a group that grows beyond this is passed over. */
const largestGroup = 6;
/** How many before it in the order of names a row is compared with. */
const neighbours = 3;

/**
 * Finds likely pairs among rows given in the order of their names, without comparing all with all: only rows that share
 * a sign (the words of the name, tax id, invoice address or its domain) or stand beside each other. The work for a row
 * is bounded, whatever the number of rows.
 */
export class CandidatePairs<Row extends Likable & { id: string }> {
  readonly #limit: number;
  readonly #groups = new Map<string, Entry<Row>[]>();
  readonly #latest: Entry<Row>[] = [];
  #pairs: LikelyPair<Row>[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(row: Row): void {
    const entry = { row, traits: traitsOf(row) };
    const others = new Set(this.#latest);
    for (const sign of signsOf(entry.traits)) {
      const group = this.#groups.get(sign);
      if (group === undefined) this.#groups.set(sign, [entry]);
      else if (group.length < largestGroup) {
        for (const other of group) others.add(other);
        group.push(entry);
      }
    }
    for (const other of others) this.#compare(other, entry);
    this.#latest.push(entry);
    if (this.#latest.length > neighbours) this.#latest.shift();
  }

  likeliest(): LikelyPair<Row>[] {
    return this.#pairs
      .toSorted((a, b) => b.likeness - a.likeness || (a.first.id < b.first.id ? -1 : 1))
      .slice(0, this.#limit);
  }

  #compare(first: Entry<Row>, second: Entry<Row>): void {
    const { likeness, reasons } = likenessOf(first.traits, second.traits);
    if (likeness < leastLikeness) return;
    this.#pairs.push({ first: first.row, second: second.row, likeness, reasons });
    // Cut now and then, so that a catalog full of doubles does not fill memory.
    if (this.#pairs.length >= 1000 + 2 * this.#limit) this.#pairs = this.likeliest();
  }
}

interface Entry<Row> {
  row: Row;
  traits: Traits;
}

function signsOf({ coreName, taxId, invoiceEmail, domain }: Traits): string[] {
  const signs = [`name ${coreName}`];
  if (taxId !== '') signs.push(`tax ${taxId}`);
  if (domain !== '') signs.push(`domain ${domain}`, `mail ${invoiceEmail}`);
  return signs;
}
