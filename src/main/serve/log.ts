import { chmodSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';

const rotateAtBytes = 10 * 1024 * 1024;

/** One file and the one before it, in the data folder, readable by this user only. Tokens never reach it. */
export function openLog(folder: string) {
  const logs = join(folder, 'logs');
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  const path = join(logs, 'headroom.log');
  if (existsSync(path) && statSync(path).size > rotateAtBytes) renameSync(path, `${path}.1`);
  const log = pino(
    { level: 'info', redact: ['token', 'secret', 'headers.authorization', '*.token', '*.secret'] },
    pino.destination({ dest: path, sync: true, mode: 0o600 }),
  );
  chmodSync(path, 0o600);
  return { log, path };
}
