import { isGenerated, isScript, isTest, isTypeScript, matches, type Rule } from '../rule.ts';

const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$/;
const codeFolders = /^(src|packages|test|scripts|build|resources)\//;
/** Names that people and systems look for: macOS tells a tray picture by its name. */
const usualNames = /(^|\/)(README|CHANGELOG|LICENSE|NOTICE)(\.md)?$|(Template|Template@2x|@2x)\.png$/;
/** Tools want a default from their configuration, and a declaration describes what somebody else exports. */
const mayHaveDefault = (path: string): boolean => /\.config\.ts$|\.d\.m?ts$/.test(path);
const explainedFromBytes = 10 * 1024;

/** Libvirt's own words for its own structures stay as they are, so the rule about units is for our code. */
const hasUnits = (path: string): boolean => path.startsWith('src/') && isTypeScript(path);

export const namingRules: readonly Rule[] = [
  {
    name: 'file names are kebab-case',
    instead: 'Write small-words-with-dashes.ts.',
    find: (tree) =>
      tree
        .filter(({ path }) => codeFolders.test(path) && !usualNames.test(path))
        .filter(({ path }) => !path.split('/').every((part) => kebab.test(part.replace(/^\./, ''))))
        .map(({ path }) => ({ path, what: 'a name that is not kebab-case' })),
    bad: [{ 'src/shared/rateCard.ts': '' }, { 'src/renderer/ui/HeatGrid.tsx': '' }, { 'test/ui/My_Page.ts': '' }],
    good: {
      'src/shared/rate-card.test.ts': '',
      'packages/a/README.md': '',
      'build/tray@2x.png': '',
      'test/lab/guest/init.sh': '',
      'docs/HACKING.md': '',
    },
  },
  {
    name: 'no default exports',
    instead:
      'Export by name, so that one thing has one name everywhere. Only configuration files of tools must have a default.',
    find: matches(
      'code',
      (path) => isScript(path) && !mayHaveDefault(path),
      /\bexport\s+default\b|\bexport\s*\{[^}]*\bas default\b/,
    ),
    bad: [{ 'src/renderer/app/app.tsx': 'export default function App() {}' }],
    good: { 'vitest.config.ts': 'export default {};', 'src/a.ts': 'export const a = 1;' },
  },
  {
    name: 'no I before the name of a type',
    instead: 'Name the thing itself: Clock, not a letter and Clock.',
    find: matches('code', isTypeScript, /\b(?:interface|type)\s+I[A-Z][a-z]\w*/),
    bad: [{ 'src/shared/clock.ts': 'export interface IClock {}' }, { 'src/shared/b.ts': 'type IStore = object;' }],
    good: { 'src/shared/ip.ts': 'interface IpAddress {} type ISODate = string; type Invoice = object;' },
  },
  {
    name: 'a big file explains itself',
    instead: `Split it by subject; or, over ${explainedFromBytes / 1024} KB, begin it with a comment of a sentence or more that says why it is one piece.`,
    find: (tree) =>
      tree
        .filter(({ path }) => isScript(path) && !isGenerated(path))
        .filter(
          (file) => file.bytes > explainedFromBytes && !/^(?:#!.*\n)?(?:\/\/|\/\*)[\s\S]{40,}/.test(header(file.text)),
        )
        .map((file) => ({ path: file.path, what: `${(file.bytes / 1024).toFixed(1)} KB and no header that says why` })),
    bad: [{ 'src/shared/big.ts': `export const a = [\n${'  1,\n'.repeat(3_000)}];` }],
    good: {
      'src/shared/big.ts': `/** One table of the protocol, kept whole because its rows refer to each other. */\n${'//\n'.repeat(4_000)}`,
    },
  },
  {
    name: 'units in names',
    instead:
      'Money is bigint micro-units (priceMicros), time is whole milliseconds (timeoutMs), memory is MiB (memoryMib): the unit ends the name.',
    find: matches(
      'code',
      (path) => hasUnits(path) && !isTest(path),
      /\b(?:\w+(?:Price|Cost|Amount|Fee|Timeout|Delay|Interval|Duration|Elapsed|Memory)|price|cost|amount|fee|timeout|delay|interval|duration|elapsed|memory)\??\s*:\s*(?:number|bigint|z\.(?:number|bigint|int)\()|\b\w*Micros\w*\??\s*:\s*(?:number\b|z\.number\()/,
    ),
    bad: [
      { 'src/shared/money.ts': 'export type Fee = { price: number };' },
      { 'src/shared/contract/rates.ts': 'const rate = { unitPrice: z.bigint() };' },
      { 'src/main/core/kernel/wait.ts': 'function wait(timeout: number) {}' },
      { 'src/shared/cost.ts': 'type Line = { costMicros: number };' },
    ],
    good: {
      'src/shared/money.ts':
        'type Fee = { priceMicrosPerHour: bigint; timeoutMs: number; memoryMib: number; price: Price };',
    },
  },
];

/** The comment that the file begins with. */
function header(text: string): string {
  return /^(?:#!.*\n)?(?:\/\*[\s\S]*?\*\/|(?:\/\/.*\n)+)/.exec(text)?.[0] ?? '';
}
