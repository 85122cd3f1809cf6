// The system's part: on Debian and Ubuntu as root what a command needs is installed; elsewhere it is named.
// Nothing here ever stops the command: a suite that can't run says so itself.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alone } from './lock.mjs';
import { runQuietly, seconds, tail } from './run.mjs';

const aptTimeoutMs = 15 * 60_000;
const groupsFile = fileURLToPath(new URL('../system-packages.json', import.meta.url));

const thisMachine = () => ({
  release: existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '',
  userId: process.getuid?.(),
  path: process.env.PATH ?? '',
});

export async function ensureSystemPackages(root, command, machine = thisMachine()) {
  const groups = JSON.parse(readFileSync(groupsFile, 'utf8'))[command];
  if (groups.length === 0) return;
  if (!isDebian(machine)) return nameMissing(groups, machine);
  const missing = missingPackages(
    groups.flatMap((group) => group.packages),
    machine,
  );
  if (missing.length === 0) return;
  if (machine.userId !== 0 || process.env.HEADROOM_NO_SYSTEM_PACKAGES === '1') return nameCommand(groups, missing);
  await alone(join(root, '.cache', 'install.lock'), () => install(root, groups, machine));
}

function isDebian({ release, path }) {
  const ids = [...release.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)"?$/gm)].flatMap((match) => match[1].split(' '));
  const debian = ids.some((id) => id === 'debian' || id === 'ubuntu');
  return debian && hasProgram('apt-get', path) && hasProgram('dpkg-query', path);
}

function missingPackages(packages, { path }) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: these placeholders are dpkg's.
  const asked = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Abbrev}\n', ...packages], {
    encoding: 'utf8',
    env: { ...process.env, PATH: path, LC_ALL: 'C' },
  });
  const installed = new Set();
  for (const line of asked.stdout.split('\n')) {
    const [name, status] = line.trim().split(/\s+/);
    if (status === 'ii' || status === 'hi') installed.add(name);
  }
  return packages.filter((name) => !installed.has(name));
}

async function install(root, groups, machine) {
  const missing = missingPackages(
    groups.flatMap((group) => group.packages),
    machine,
  );
  if (missing.length === 0) return;
  const wanted = groups.filter((group) => group.packages.some((name) => missing.includes(name)));
  const startedMs = Date.now();
  process.stdout.write(`Installing ${missing.length} system packages for ${listed(wanted)} … `);
  const update = await apt(root, machine, ['update']);
  // An update may fail for one source of many; whether the packages can be had is what the install tells.
  const added = await apt(root, machine, ['install', '-y', '--no-install-recommends', ...missing]);
  if (added.code === 0 && missingPackages(missing, machine).length === 0) {
    console.log(`${seconds(startedMs)}.`);
    return;
  }
  console.log(`failed after ${seconds(startedMs)}.`);
  if (update.code !== 0) console.error(tail(update.output, 5));
  console.error(tail(added.output, 10));
  nameCommand(wanted, missing);
}

function apt(root, { path }, args) {
  const options = ['DPkg::Lock::Timeout=300', 'Acquire::Retries=2', 'Acquire::http::Timeout=30', 'Dpkg::Use-Pty=0'];
  return runQuietly('apt-get', [...options.flatMap((option) => ['-o', option]), ...args], {
    cwd: root,
    env: { ...process.env, PATH: path, DEBIAN_FRONTEND: 'noninteractive' },
    logFile: join(root, '.cache', `apt-${args[0]}.log`),
    timeoutMs: aptTimeoutMs,
  });
}

function nameCommand(groups, missing) {
  console.log(`Missing for ${listed(groups)}: ${missing.join(' ')}`);
  console.log(`As root: apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`);
}

function nameMissing(groups, { path }) {
  for (const group of groups) {
    const missing = group.needs.filter((program) => !hasProgram(program, path));
    if (missing.length > 0) {
      console.log(`Missing for ${group.what}: ${missing.join(', ')}. They need ${group.elsewhere}.`);
    }
  }
}

function listed(groups) {
  return groups.map((group) => group.what).join(' and ');
}

function hasProgram(name, path) {
  const folders = [...path.split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
