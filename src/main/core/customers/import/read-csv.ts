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

const quote = '"';

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
  readonly #separator: string;
  readonly #stop: RegExp;
  #at: number;
  #line = 1;

  constructor(text: string, separator: string) {
    this.#text = text;
    this.#separator = separator;
    this.#stop = new RegExp(`[\r\n${separator}]`, 'g');
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
    const fields: string[] = [];
    let problem: string | undefined;
    for (;;) {
      const field = this.#text[this.#at] === quote ? this.#quoted() : { value: this.#unquoted(), problem: undefined };
      if (field.value.length > longestFieldChars) {
        problem ??= `A field is longer than ${longestFieldChars} characters; perhaps a closing quote is missing.`;
      } else if (fields.length === maximumFields) {
        problem ??= `There are more than ${maximumFields} fields.`;
      } else fields.push(field.value);
      problem ??= field.problem;
      if (this.#text[this.#at] !== this.#separator) break;
      this.#at += 1;
    }
    const isBlank = this.#at === start;
    this.#lineEnd();
    return isBlank ? undefined : { line, fields, problem, endsAt: this.#at };
  }

  #unquoted(): string {
    const start = this.#at;
    this.#stop.lastIndex = start;
    this.#at = this.#stop.exec(this.#text)?.index ?? this.#text.length;
    return this.#text.slice(start, this.#at);
  }

  #quoted(): { value: string; problem: string | undefined } {
    const openedOn = this.#line;
    const pieces: string[] = [];
    for (;;) {
      const start = this.#at + 1;
      const end = this.#text.indexOf(quote, start);
      pieces.push(this.#text.slice(start, end < 0 ? undefined : end));
      this.#at = end < 0 ? this.#text.length : end + 1;
      this.#line += lineBreaksIn(pieces.at(-1) ?? '');
      if (end < 0)
        return { value: pieces.join(quote), problem: `The quote opened on line ${openedOn} is never closed.` };
      // A doubled quote is a quote in the text, and the next piece begins behind it.
      if (this.#text[this.#at] !== quote) break;
    }
    const behind = this.#unquoted();
    return {
      value: pieces.join(quote),
      problem: behind === '' ? undefined : `Text follows the closing quote on line ${this.#line}.`,
    };
  }

  #lineEnd(): void {
    if (this.isAtEnd) return;
    this.#at += this.#text.startsWith('\r\n', this.#at) ? 2 : 1;
    this.#line += 1;
  }
}

/** CRLF counts once. */
export function lineBreaksIn(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(/\r\n?|\n/g)) count += 1;
  return count;
}

/** The likeliest of comma, semicolon and tab: the one that parts the header into most fields. */
export function detectSeparator(text: string): string {
  const counts = [',', ';', '\t'].map((separator) => {
    const { value } = readCsv(text, separator).next();
    return { separator, count: value === undefined ? 0 : value.fields.length };
  });
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).separator;
}
