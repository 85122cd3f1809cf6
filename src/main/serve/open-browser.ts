import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const openers: Partial<Record<NodeJS.Platform, [command: string, ...args: string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/**
 * Opens the console through a small page only this user can read: other users see every process's arguments, so the
 * address with its token must not be one.
 */
export function openBrowser(url: string, folder: string): () => void {
  const page = join(folder, 'open.html');
  // Made anew, so that nobody can have put a link in its place.
  rmSync(page, { force: true });
  writeFileSync(page, `<!doctype html><meta http-equiv="refresh" content="0;url=${url}"><title>Headroom</title>`, {
    mode: 0o600,
    flag: 'wx',
  });
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, pathToFileURL(page).href], { stdio: 'ignore', detached: true });
  child.on('error', () =>
    process.stderr.write(`No browser could be opened (${command} is missing). Open the address above.\n`),
  );
  child.unref();
  return () => rmSync(page, { force: true });
}
