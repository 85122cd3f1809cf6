import { closeSync, openSync, readSync } from 'node:fs';

/** 'HDRM': tells our files from other SQLite databases. */
export const applicationId = 0x4844524d;

export interface FileHeader {
  readonly applicationId: number;
  /** Whether changes of this file go through a write-ahead log beside it. */
  readonly hasLog: boolean;
}

/** The first bytes of a file, without the driver: opening a database can already change what lies beside it. */
export function readHeader(path: string): FileHeader | 'empty' | 'other' {
  const head = Buffer.alloc(72);
  const file = openSync(path, 'r');
  try {
    const length = readSync(file, head, 0, head.length, 0);
    if (length === 0) return 'empty';
    if (length < head.length || head.toString('latin1', 0, 16) !== 'SQLite format 3\0') return 'other';
    return { applicationId: head.readUInt32BE(68), hasLog: head[18] === 2 };
  } finally {
    closeSync(file);
  }
}
