import type Database from 'better-sqlite3';

/** SQLite gives up at the first page that it can't make sense of: what it says then is a finding, not a failure to look. */
export function isDamage(error: unknown): error is Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
}

const shown = 20;

/** What is wrong with a database, as sentences; an empty list means sound. */
export function findDamage(database: Database.Database): string[] {
  const problems: string[] = [];
  const look = (work: () => void) => {
    try {
      work();
    } catch (error) {
      if (!isDamage(error)) throw error;
      problems.push(`Reading stopped: ${error.message}.`);
    }
  };
  look(() => {
    for (const row of database.prepare(`pragma integrity_check(${shown})`).iterate()) {
      const text = (row as { integrity_check: string }).integrity_check;
      if (text !== 'ok') problems.push(text);
    }
  });
  look(() => {
    let found = 0;
    for (const row of database.prepare('pragma foreign_key_check').iterate()) {
      problems.push(`A row of ${(row as { table: string }).table} names a row that is not there.`);
      found += 1;
      if (found === shown) break;
    }
  });
  return problems;
}
