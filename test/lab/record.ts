/** What is written down about a running lab, so that another process can find, use and remove it. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { LabError } from './command.ts';
import type { LabPaths } from './paths.ts';
import { isAlive, markOf, type ProcessMark, until } from './processes.ts';

export interface HostRecord {
  readonly index: number;
  /** The first process of the host's namespaces, and the one outside that waits for it. */
  readonly first: ProcessMark;
  readonly wrapper: ProcessMark;
  readonly cgroups: boolean;
  readonly kvm: 'machine' | 'absent';
  readonly on: boolean;
}

export interface LabRecord {
  readonly name: string;
  readonly bootId: string;
  readonly first: ProcessMark;
  readonly wrapper: ProcessMark;
  readonly hosts: readonly HostRecord[];
}

export const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

/** The record, if its lab still runs. */
export function readRecord(paths: LabPaths): LabRecord | undefined {
  const record = readAnyRecord(paths);
  return record && record.bootId === bootId() && isAlive(record.first) ? record : undefined;
}

/** The record, even of a lab that was cut off. */
export function readAnyRecord(paths: LabPaths): LabRecord | undefined {
  if (!existsSync(paths.record)) return undefined;
  try {
    return JSON.parse(readFileSync(paths.record, 'utf8')) as LabRecord;
  } catch {
    return undefined;
  }
}

export function writeRecord(paths: LabPaths, record: LabRecord): void {
  writeFileSync(`${paths.record}.new`, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(`${paths.record}.new`, paths.record);
}

/** One process at a time changes a lab, or the cache of all labs. A lock whose holder ended is taken over. */
export async function withLock<T>(lock: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(lock), { recursive: true });
  const take = (): boolean => {
    try {
      writeFileSync(lock, JSON.stringify(markOf(process.pid)), { flag: 'wx' });
      return true;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    try {
      const holder = JSON.parse(readFileSync(lock, 'utf8')) as ProcessMark;
      if (!isAlive(holder)) rmSync(lock, { force: true });
    } catch {
      // It is being written or removed this moment: look again.
    }
    return false;
  };
  await until(`The end of another command's work (${lock})`, 120_000, take).catch((error: unknown) => {
    throw new LabError(String(error instanceof Error ? error.message : error));
  });
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}
