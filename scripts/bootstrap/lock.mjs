// `npm start` and `npm test` in two terminals of a fresh clone must not install over each other.
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 250;

/** Runs `work` alone among the processes that use this lock file; a holder that died does not block. */
export async function alone(lockFile, work) {
  mkdirSync(dirname(lockFile), { recursive: true });
  let said = false;
  while (!take(lockFile)) {
    if (!said) console.log('Another Headroom command is installing; waiting for it.');
    said = true;
    await delay(pollMs);
  }
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function take(lockFile) {
  const mine = `${lockFile}.${process.pid}`;
  // Linked into place, so that the file never exists without the number in it.
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, lockFile);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(mine, { force: true });
  }
  if (!isAlive(holder(lockFile))) rmSync(lockFile, { force: true });
  return false;
}

function holder(lockFile) {
  try {
    return Number(readFileSync(lockFile, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid) {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
