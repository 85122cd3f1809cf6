// Is node_modules what package-lock.json describes? Answers with the reason when it is not.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const nodeMajor = 24;

/** Only what decides the tree: a changed script or description must not cost an install. */
const treeFields = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'overrides',
  'workspaces',
  'allowScripts',
];

export function wantedTree(root) {
  const hash = createHash('sha256');
  hash.update(`${process.platform}-${process.arch}\n`);
  hash.update(readFileSync(join(root, 'package-lock.json')));
  for (const file of manifests(root)) {
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    hash.update(JSON.stringify(treeFields.map((field) => manifest[field] ?? null)));
  }
  return hash.digest('hex');
}

function manifests(root) {
  const packages = join(root, 'packages');
  const folders = existsSync(packages) ? readdirSync(packages).sort() : [];
  const inPackages = folders.map((folder) => join(packages, folder, 'package.json'));
  return [join(root, 'package.json'), ...inPackages].filter((file) => existsSync(file));
}

const stampFile = (root) => join(root, 'node_modules', '.headroom-installed');

export function writeStamp(root) {
  writeFileSync(stampFile(root), wantedTree(root));
}

/** Undefined when the tree is as wanted; else why it has to be installed. */
export function whyInstall(root) {
  if (!existsSync(join(root, 'node_modules'))) return 'nothing is installed yet';
  if (!existsSync(stampFile(root))) {
    // Somebody may have run `npm ci` by hand: take its tree over when npm's own record agrees with the lock.
    if (!matchesNpmRecord(root)) return 'the last install was not finished, or was made for another lock';
  } else if (readFileSync(stampFile(root), 'utf8') !== wantedTree(root)) {
    return 'package-lock.json or a package.json changed';
  }
  const missing = missingPackages(root);
  if (missing.length > 0)
    return `${missing[0]} is missing${missing.length > 1 ? `, with ${missing.length - 1} more` : ''}`;
  if (installedNodeMajor(root) !== nodeMajor) return `Node ${nodeMajor} is not in node_modules`;
  return undefined;
}

function lockedPackages(root) {
  return JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages ?? {};
}

/** npm writes its record at the very end of an install, so an interrupted one has none. */
function matchesNpmRecord(root) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages ?? {};
  return Object.entries(lockedPackages(root)).every(([path, locked]) => {
    if (path === '' || locked.optional) return true;
    const found = installed[path];
    return found !== undefined && found.version === locked.version && found.integrity === locked.integrity;
  });
}

/** Packages of other platforms are optional in the lock, and rightly absent. */
function missingPackages(root) {
  return Object.entries(lockedPackages(root))
    .filter(([path, locked]) => path.includes('node_modules/') && !locked.optional && !locked.link)
    .map(([path]) => path)
    .filter((path) => !existsSync(join(root, path, 'package.json')));
}

export function installedNodeMajor(root) {
  const windows = process.platform === 'win32';
  const file = windows ? join('node', 'bin', 'node.exe') : join('.bin', 'node');
  const asked = spawnSync(join(root, 'node_modules', file), ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return asked.status === 0 ? Number(/^v(\d+)\./.exec(asked.stdout)?.[1]) : undefined;
}
