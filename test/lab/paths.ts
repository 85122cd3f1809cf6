/** Where the lab keeps things: a cache that outlives labs (keys, guest, capabilities), and one folder for each running lab. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { LabError } from './command.ts';

export interface LabPaths {
  readonly cache: string;
  readonly keys: string;
  readonly guest: string;
  readonly capabilities: string;
  /** The folder of one running lab; removed with it. */
  readonly rack: string;
  readonly record: string;
  readonly lock: string;
  /** Held while keys or the guest are made. */
  readonly cacheLock: string;
  host(index: number): string;
}

export const maxHosts = 200;
const socketPathBytesMax = 107;

export function labPaths(name = 'default'): LabPaths {
  if (!/^[a-z0-9][a-z0-9-]{0,23}$/.test(name)) {
    throw new LabError(`"${name}" is no lab name: use up to 24 lower-case letters, digits and hyphens.`);
  }
  const cache = resolve(
    process.env['HEADROOM_LAB_CACHE'] ??
      join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'headroom-lab'),
  );
  // Inside a host these folders are its own, so a lab below one of them would vanish from its own sight.
  const hidden = ['/etc', '/run', '/var/run', '/sys', '/proc', '/dev', '/var/lib/libvirt', '/var/log'];
  const parent = hidden.find((folder) => cache === folder || cache.startsWith(`${folder}/`));
  if (parent)
    throw new LabError(`The lab can't live below ${parent} (${cache}): set HEADROOM_LAB_CACHE to another folder.`);
  const rack = join(cache, 'racks', name);
  const longest = join(rack, `h${maxHosts}`, 'run', 'libvirt-admin-sock');
  if (Buffer.byteLength(longest) > socketPathBytesMax) {
    throw new LabError(
      `${cache} is too long: a unix socket below it would need ${Buffer.byteLength(longest)} bytes, and the system allows ${socketPathBytesMax}. Set HEADROOM_LAB_CACHE to a shorter folder.`,
    );
  }
  return {
    cache,
    keys: join(cache, 'keys'),
    guest: join(cache, 'guest'),
    capabilities: join(cache, 'capabilities'),
    rack,
    record: join(rack, 'lab.json'),
    lock: join(cache, 'racks', `${name}.lock`),
    cacheLock: join(cache, 'cache.lock'),
    host: (index) => join(rack, `h${index}`),
  };
}
