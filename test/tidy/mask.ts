/**
 * Blanks what is not code, so that a rule about code is not fooled by a sentence. Line breaks stay, and so do
 * positions. It reads TypeScript roughly: template literals with their holes, and a slash that can only begin a regex.
 */
export type Masked = {
  /** Comments and the insides of strings are blank. */
  readonly code: string;
  /** Comments are blank, strings are there. */
  readonly withStrings: string;
};

const beforeRegex = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of|do|else|void|await|yield))\s*$/;

export function mask(text: string): Masked {
  const code = [...text];
  const withStrings = [...text];
  const blank = (target: string[], from: number, to: number): void => {
    for (let at = from; at < to; at++) if (target[at] !== '\n') target[at] = ' ';
  };
  /** Depth of braces in each template hole we are inside of. */
  const holes: number[] = [];
  let at = 0;
  const string = (end: number): void => {
    blank(code, at + 1, end - 1);
    at = end;
  };
  const characters = [...text];
  const joined =
    characters.length === text.length ? text : characters.map((one) => (one.length > 1 ? '?' : one)).join('');
  while (at < joined.length) {
    const two = joined.slice(at, at + 2);
    const one = joined[at] ?? '';
    if (two === '//' || two === '/*') {
      const end = two === '//' ? indexOr(joined, '\n', at) : indexOr(joined, '*/', at + 2) + 2;
      blank(code, at, end);
      blank(withStrings, at, end);
      at = end;
    } else if (one === "'" || one === '"') {
      string(endOfQuoted(joined, at, one));
    } else if (one === '`') {
      string(templatePart(joined, at + 1, holes));
    } else if (one === '}' && holes.at(-1) === 0) {
      holes.pop();
      string(templatePart(joined, at + 1, holes));
    } else if (one === '/' && beforeRegex.test(joined.slice(Math.max(0, at - 20), at))) {
      string(endOfRegex(joined, at));
    } else {
      const depth = holes.length - 1;
      if (depth >= 0 && one === '{') holes[depth] = (holes[depth] ?? 0) + 1;
      if (depth >= 0 && one === '}') holes[depth] = (holes[depth] ?? 0) - 1;
      at++;
    }
  }
  return { code: code.join(''), withStrings: withStrings.join('') };
}

function indexOr(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from);
  return found < 0 ? text.length : found;
}

/** An apostrophe in JSX text opens no string: a quote that is not closed on its line is taken for one character. */
function endOfQuoted(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at + 1;
  }
  return start + 1;
}

/** Ends after the closing backtick, or after the `${` of a hole, which is remembered. */
function templatePart(text: string, start: number, holes: number[]): number {
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '`') return at + 1;
    else if (text.startsWith('${', at)) {
      holes.push(0);
      return at + 2;
    }
  }
  return text.length;
}

function endOfRegex(text: string, start: number): number {
  let inClass = false;
  for (let at = start + 1; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '[') inClass = true;
    else if (text[at] === ']') inClass = false;
    else if (text[at] === '/' && !inClass) return at + 1;
  }
  return start + 1;
}
