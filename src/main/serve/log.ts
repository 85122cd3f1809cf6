import { chmodSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';

const rotateAtBytes = 10 * 1024 * 1024;
const lookEveryMs = 60_000;

/** One file and the one before it, in the data folder, readable by this user only. Tokens never reach it. */
export function openLog(folder: string) {
  const logs = join(folder, 'logs');
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  const path = join(logs, 'headroom.log');
  rotate(path);
  const destination = pino.destination({ dest: path, sync: true, mode: 0o600 });
  const log = pino(
    { level: 'info', redact: ['token', 'secret', 'headers.authorization', '*.token', '*.secret'] },
    destination,
  );
  // A log that can't be written must not end the program: a full disk is told to the operator elsewhere.
  destination.on('error', () => undefined);
  chmodSync(path, 0o600);
  const timer = setInterval(() => {
    if (rotate(path)) destination.reopen();
  }, lookEveryMs);
  timer.unref();
  return { log, path };
}

function rotate(path: string): boolean {
  if (!existsSync(path) || statSync(path).size <= rotateAtBytes) return false;
  renameSync(path, `${path}.1`);
  return true;
}
