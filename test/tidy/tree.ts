import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Masked, mask } from './mask.ts';

export class SourceFile {
  readonly path: string;
  readonly text: string;
  #masked: Masked | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  get code(): string {
    this.#masked ??= mask(this.text);
    return this.#masked.code;
  }

  get withStrings(): string {
    this.#masked ??= mask(this.text);
    return this.#masked.withStrings;
  }

  get bytes(): number {
    return Buffer.byteLength(this.text);
  }
}

export type Tree = readonly SourceFile[];

const notText = /\.(png|jpe?g|gif|ico|icns|webp|woff2?|ttf|gz|zst|zip|qcow2|img|iso|pdf|db|sqlite)$/;

/** What git has or would take: nothing that is ignored, nothing that was deleted. */
export function readTree(root: string): Tree {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return [...new Set(listed.split('\0'))]
    .filter((path) => path !== '' && existsSync(join(root, path)) && statSync(join(root, path)).isFile())
    .map((path) => new SourceFile(path, notText.test(path) ? '' : readFileSync(join(root, path), 'utf8')));
}

export function treeOf(files: Readonly<Record<string, string>>): Tree {
  return Object.entries(files).map(([path, text]) => new SourceFile(path, text));
}
