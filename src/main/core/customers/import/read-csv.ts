import { formatCount } from '../format-count.ts';

/** One record of a CSV file. With a problem, its fields are what could be read before it. */
export interface CsvRecord {
  /** The line it starts on; the first line of the file is 1. */
  line: number;
  fields: string[];
  problem: string | undefined;
  /** How much of the text has been read after it. */
  endsAt: number;
}

export const longestFieldChars = 16_384;
export const maximumFields = 200;
/**
 * Far more than a customer with all its tags and notes. To read further takes longer than others should wait, and what
 * is behind a quote that is never closed is no field anyway: reading goes on at the next line.
 */
export const longestRecordChars = 131_072;

const quote = 0x22;
const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/**
 * Reads RFC 4180 as spreadsheets write it: quoted fields with doubled quotes and line breaks inside, lines ended by
 * CRLF, LF or CR, blank lines passed over. It yields record by record, so that the caller can pause between them.
 * A quote inside an unquoted field is text.
 */
export function* readCsv(text: string, separator: string): Generator<CsvRecord> {
  const scanner = new Scanner(text, separator);
  while (!scanner.isAtEnd) {
    const record = scanner.record();
    if (record !== undefined) yield record;
  }
}

class Scanner {
  readonly #text: string;
  readonly #separator: number;
  #at: number;
  #line = 1;
  /** Where the record at hand is given up. */
  #limit = 0;

  constructor(text: string, separator: string) {
    this.#text = text;
    this.#separator = separator.charCodeAt(0);
    // A byte order mark is not part of the first header.
    this.#at = text.startsWith('\ufeff') ? 1 : 0;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Undefined for a blank line. */
  record(): CsvRecord | undefined {
    const line = this.#line;
    const start = this.#at;
    this.#limit = Math.min(start + longestRecordChars, this.#text.length);
    const fields: string[] = [];
    let problem: string | undefined;
    for (;;) {
      const field = this.#field();
      if (field.value.length > longestFieldChars) {
        problem ??= `A field is longer than ${formatCount(longestFieldChars)} characters; perhaps a closing quote is missing.`;
      } else if (fields.length === maximumFields) {
        problem ??= `There are more than ${maximumFields} fields.`;
      } else fields.push(field.value);
      problem ??= field.problem;
      if (this.#isGivenUp) {
        this.#skipLine();
        problem ??= `It is longer than ${formatCount(longestRecordChars)} characters; perhaps a closing quote is missing.`;
        const next = this.isAtEnd ? 'The rest of the file was passed over.' : `Reading went on at line ${this.#line}.`;
        return { line, fields, problem: `${problem} ${next}`, endsAt: this.#at };
      }
      if (this.#text.charCodeAt(this.#at) !== this.#separator) break;
      this.#at += 1;
    }
    const isBlank = this.#at === start;
    this.#lineEnd();
    return isBlank ? undefined : { line, fields, problem, endsAt: this.#at };
  }

  get #isGivenUp(): boolean {
    return this.#at >= this.#limit && this.#limit < this.#text.length && !this.#isAtLineEnd;
  }

  get #isAtLineEnd(): boolean {
    const code = this.#text.charCodeAt(this.#at);
    return code === lineFeed || code === carriageReturn;
  }

  #field(): { value: string; problem: string | undefined } {
    if (this.#text.charCodeAt(this.#at) === quote) return this.#quoted();
    return { value: this.#unquoted(), problem: undefined };
  }

  #unquoted(): string {
    const start = this.#at;
    while (this.#at < this.#limit) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === this.#separator || code === lineFeed || code === carriageReturn) break;
      this.#at += 1;
    }
    return this.#text.slice(start, this.#at);
  }

  #quoted(): { value: string; problem: string | undefined } {
    const openedOn = this.#line;
    const start = this.#at + 1;
    let isDoubled = false;
    this.#at = start;
    for (;;) {
      const end = this.#text.indexOf('"', this.#at);
      this.#at = end < 0 || end >= this.#limit ? this.#limit : end + 1;
      const isClosed = end >= 0 && end < this.#limit;
      // A doubled quote is a quote in the text.
      if (isClosed && this.#text.charCodeAt(this.#at) === quote && this.#at < this.#limit) {
        isDoubled = true;
        this.#at += 1;
        continue;
      }
      const raw = this.#text.slice(start, isClosed ? end : this.#at);
      const value = isDoubled ? raw.replaceAll('""', '"') : raw;
      this.#line += lineBreaksIn(raw);
      if (!isClosed) return { value, problem: `The quote opened on line ${openedOn} is never closed.` };
      const behind = this.#unquoted();
      return { value, problem: behind === '' ? undefined : `Text follows the closing quote on line ${this.#line}.` };
    }
  }

  #skipLine(): void {
    const ends = ['\n', '\r'].map((end) => this.#text.indexOf(end, this.#at)).filter((at) => at >= 0);
    this.#at = Math.min(this.#text.length, ...ends);
    this.#lineEnd();
  }

  #lineEnd(): void {
    if (this.isAtEnd) return;
    this.#at += this.#text.startsWith('\r\n', this.#at) ? 2 : 1;
    this.#line += 1;
  }
}

/** CRLF counts once. It ends with the count that is one over the most. */
export function lineBreaksIn(text: string, most = Number.POSITIVE_INFINITY): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && count <= most; at = text.indexOf('\n', at + 1)) count += 1;
  for (let at = text.indexOf('\r'); at >= 0 && count <= most; at = text.indexOf('\r', at + 1)) {
    if (text.charCodeAt(at + 1) !== lineFeed) count += 1;
  }
  return count;
}

/** The header is looked for so far into the file. */
const headerChars = 65_536;

/** The likeliest of comma, semicolon and tab: the one that parts the header into most fields. */
export function detectSeparator(text: string): string {
  const beginning = text.slice(0, headerChars);
  const counts = [',', ';', '\t'].map((separator) => {
    const { value } = readCsv(beginning, separator).next();
    return { separator, count: value === undefined ? 0 : value.fields.length };
  });
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).separator;
}
