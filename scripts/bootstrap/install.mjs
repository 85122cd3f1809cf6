// npm's part: node_modules is brought to package-lock.json by `npm ci`, and only when it is not there already.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './lock.mjs';
import { npmEnvironment, npmProgram } from './npm.mjs';
import { runQuietly, seconds, tail } from './run.mjs';
import { installedNodeMajor, nodeMajor, whyInstall, writeStamp } from './state.mjs';

const installTimeoutMs = 20 * 60_000;
const stopGraceMs = 3_000;

/** Answers whether the program can run; what stands in its way has been said. */
export async function ensureDependencies(root) {
  if (whyInstall(root) === undefined) {
    writeStamp(root);
    return true;
  }
  return alone(join(root, '.cache', 'install.lock'), async () => {
    const why = whyInstall(root);
    return why === undefined ? true : install(root, why);
  });
}

async function install(root, why) {
  const startedMs = Date.now();
  process.stdout.write(`Installing npm dependencies (${why}) … `);
  rmSync(join(root, 'node_modules', '.headroom-installed'), { force: true });
  const { program, args } = npmProgram(root);
  const logFile = join(root, '.cache', 'install.log');
  // Level error hides EBADENGINE: the machine's Node may be older than what the packages want, because they run on
  // the Node that this very install brings.
  const result = await runQuietly(program, [...args, 'ci', '--include=dev', '--loglevel=error', '--no-progress'], {
    cwd: root,
    env: npmEnvironment(root),
    logFile,
    timeoutMs: installTimeoutMs,
    graceMs: stopGraceMs,
  });
  if (result.code !== 0) {
    console.log(`failed after ${seconds(startedMs)}.`);
    console.error(`${tail(result.output, 30)}\nnpm ci ended with code ${result.code}; all of its output: ${logFile}`);
    return false;
  }
  const major = installedNodeMajor(root);
  if (major !== nodeMajor) {
    console.log(`failed after ${seconds(startedMs)}.`);
    console.error(noNode(major));
    return false;
  }
  writeStamp(root);
  console.log(`${seconds(startedMs)}.`);
  return true;
}

function noNode(major) {
  const found = major === undefined ? 'there is none' : `found ${major}`;
  return [
    `npm ci ended well, but node_modules/.bin/node is not Node ${nodeMajor} (${found}). Headroom runs on the Node that the`,
    'npm package "node" installs by its install script. Let that script run: `npm config get ignore-scripts` must say',
    'false, and the registry must offer the package node-<platform>-<arch>. Then start again.',
  ].join('\n');
}
