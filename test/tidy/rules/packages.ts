import { type Finding, isTidy, matches, type Rule } from '../rule.ts';
import type { SourceFile, Tree } from '../tree.ts';

type Manifest = Readonly<
  Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>
> & {
  readonly name?: string;
};
type Lock = { readonly packages: Readonly<Record<string, { resolved?: string; integrity?: string; link?: boolean }>> };

const exact = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;
const isManifest = ({ path }: SourceFile): boolean => /^(packages\/[^/]+\/)?package\.json$/.test(path);

export const packageRules: readonly Rule[] = [
  {
    name: 'dependencies are pinned exactly',
    instead: 'npm install --save-exact name@version, so that two machines and two days build the same.',
    find: (tree) => {
      const own = new Set(tree.filter(isManifest).map((file) => manifest(file).name));
      return tree.filter(isManifest).flatMap((file) =>
        Object.entries(dependencies(file))
          .filter(([name, version]) => !exact.test(version) && !own.has(name))
          .map(([name, version]) => ({ path: file.path, what: `${name} ${version}` })),
      );
    },
    bad: [
      { 'package.json': '{"dependencies":{"left":"^1.0.0"}}' },
      { 'packages/a/package.json': '{"devDependencies":{"right":"latest"}}' },
    ],
    good: {
      'package.json': '{"dependencies":{"left":"1.0.0","a":"*"},"devDependencies":{"b":"1.0.0-beta.2"}}',
      'packages/a/package.json': '{"name":"a"}',
    },
  },
  {
    name: 'the lock names no host',
    instead:
      'Install with omit-lockfile-registry-resolved (it is in .npmrc): each machine takes its own registry, and the digest decides.',
    find: (tree) => tree.filter(({ path }) => path === 'package-lock.json').flatMap(hostsInLock),
    bad: [
      {
        'package-lock.json':
          '{"packages":{"node_modules/a":{"resolved":"https://registry.example/a.tgz","integrity":"x"}}}',
      },
      { 'package-lock.json': '{"packages":{"node_modules/a":{"version":"1.0.0"}}}' },
    ],
    good: {
      'package-lock.json':
        '{"packages":{"":{},"packages/b":{},"node_modules/b":{"resolved":"packages/b","link":true}}}',
    },
  },
  {
    name: 'no registry is named',
    instead: 'Leave the registry to the machine: a team behind a mirror must not have to change a file.',
    find: matches('text', (path) => !isTidy(path), /registry\.(?:npmjs|yarnpkg)\.\w+|npmmirror|^registry\s*=.*$/m),
    bad: [{ '.npmrc': 'save-exact=true\nregistry=https://npm.example/\n' }, { 'docs/a.md': 'registry.npmjs.org' }],
    good: { '.npmrc': 'save-exact=true\nomit-lockfile-registry-resolved=true\n' },
  },
  {
    name: 'every dependency has its reason',
    instead: 'Name the package, or its @scope/*, in a page of docs/decisions with why it was chosen.',
    find: unexplained,
    bad: [
      { 'package.json': '{"dependencies":{"left":"1.0.0"}}', 'docs/decisions/0001-parts.md': 'Only leftover is here.' },
    ],
    good: {
      'package.json': '{"dependencies":{"left":"1.0.0","@orpc/ws":"1.0.0","@types/ws":"8.0.0"}}',
      'docs/decisions/0001-parts.md': '`left` because it is right; @orpc/* for the contract.',
    },
  },
];

function manifest(file: SourceFile): Partial<Manifest> {
  return JSON.parse(file.text);
}

function dependencies(file: SourceFile): Record<string, string> {
  const read = manifest(file);
  return { ...read.dependencies, ...read.devDependencies, ...read.optionalDependencies };
}

function hostsInLock(file: SourceFile): Finding[] {
  const lock: Lock = JSON.parse(file.text);
  return Object.entries(lock.packages).flatMap(([name, locked]) => {
    if (locked.resolved !== undefined && /^[\w+]+:/.test(locked.resolved)) {
      return [{ path: file.path, what: `${name} from ${locked.resolved}` }];
    }
    const fromRegistry = name.includes('node_modules/') && locked.link !== true;
    return fromRegistry && locked.integrity === undefined
      ? [{ path: file.path, what: `${name} without a digest` }]
      : [];
  });
}

/** Switched on by the first page: a repository without decisions has none to name. */
function unexplained(tree: Tree): Finding[] {
  const pages = tree.filter(({ path }) => /^docs\/decisions\/.+\.md$/.test(path)).map(({ text }) => text);
  if (pages.length === 0) return [];
  const words = new Set(pages.join('\n').match(/@?[\w./*-]*[\w*]/g));
  return tree.filter(isManifest).flatMap((file) =>
    Object.keys(dependencies(file))
      .filter((name) => !name.startsWith('@types/') && !words.has(name) && !words.has(`${name.split('/')[0]}/*`))
      .map((name) => ({ path: file.path, what: `${name}, which no page of docs/decisions names` })),
  );
}
