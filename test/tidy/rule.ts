import type { SourceFile, Tree } from './tree.ts';

/** A house rule names what is banned and what to write instead, and carries the examples that prove that it bites. */
export type Rule = {
  readonly name: string;
  readonly instead: string;
  readonly find: (tree: Tree) => readonly Finding[];
  readonly bad: readonly Readonly<Record<string, string>>[];
  readonly good: Readonly<Record<string, string>>;
};

export type Finding = { readonly path: string; readonly line?: number; readonly what: string };

export type View = 'text' | 'code' | 'withStrings';

/** Every match in the files that the rule is about, seen as raw text, as code only, or as code with its strings. */
export function matches(view: View, applies: (path: string) => boolean, pattern: RegExp) {
  return (tree: Tree): Finding[] =>
    tree.filter((file) => applies(file.path)).flatMap((file) => matchesIn(file, view, pattern));
}

export function matchesIn(file: SourceFile, view: View, pattern: RegExp): Finding[] {
  const text = file[view];
  return [...text.matchAll(new RegExp(pattern, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`))].map(
    (match) => ({
      path: file.path,
      line: text.slice(0, match.index).split('\n').length,
      what: match[0].trim(),
    }),
  );
}

export function describeFinding({ path, line, what }: Finding): string {
  return `${path}${line === undefined ? '' : `:${line}`} has ${what}`;
}

export const isScript = (path: string): boolean => /\.(ts|tsx|mts|mjs|cjs)$/.test(path);
export const isTypeScript = (path: string): boolean => /\.tsx?$/.test(path);
export const isTest = (path: string): boolean => /\.(test|spec)\.tsx?$/.test(path);
export const isSource = (path: string): boolean => /^(src|packages\/[^/]+\/src)\//.test(path) && isScript(path);
/** The rules themselves must write down what they ban. */
export const isTidy = (path: string): boolean => path.startsWith('test/tidy');
/** Files that a tool wrote, which nobody edits. */
export const isGenerated = (path: string): boolean => path.endsWith('package-lock.json');
