/** The "newc" archive that Linux unpacks as its first root file system. */

export interface ArchiveEntry {
  readonly path: string;
  /** File type and permissions, as in stat(2). */
  readonly mode: number;
  readonly content?: Uint8Array;
}

export const directory = (path: string, permissions = 0o755): ArchiveEntry => ({ path, mode: 0o040000 | permissions });
export const link = (path: string, target: string): ArchiveEntry => ({
  path,
  mode: 0o120777,
  content: Buffer.from(target),
});
export const file = (path: string, content: Uint8Array | string, permissions = 0o644): ArchiveEntry => ({
  path,
  mode: 0o100000 | permissions,
  content: Buffer.from(content),
});

const padding = (length: number): Buffer => Buffer.alloc((4 - (length % 4)) % 4);

function entryBytes(entry: ArchiveEntry, inode: number): Buffer {
  const name = Buffer.from(`${entry.path}\0`);
  const content = Buffer.from(entry.content ?? []);
  // inode, mode, uid, gid, links, time, size, device and special device (major, minor each), name length, checksum
  const numbers = [inode, entry.mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length, 0];
  const header = Buffer.from(`070701${numbers.map((number) => number.toString(16).padStart(8, '0')).join('')}`);
  return Buffer.concat([header, name, padding(header.length + name.length), content, padding(content.length)]);
}

/** Missing parent directories are added; a path that comes twice keeps its last content. */
export function archive(entries: readonly ArchiveEntry[]): Buffer {
  const all = new Map<string, ArchiveEntry>();
  for (const entry of entries) {
    const parts = entry.path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const parent = parts.slice(0, depth).join('/');
      if (!all.has(parent)) all.set(parent, directory(parent));
    }
    all.set(entry.path, entry);
  }
  const bytes = [...all.values()].map((entry, index) => entryBytes(entry, index + 1));
  return Buffer.concat([...bytes, entryBytes({ path: 'TRAILER!!!', mode: 0 }, 0)]);
}
