import type Database from 'better-sqlite3';
import { applicationId } from './file-header.ts';
import type { Migration } from './migration.ts';
import { migration as kernel } from './migrations/0001-kernel.ts';
import { migration as customers } from './migrations/0002-customers.ts';
import { migration as accessTokens } from './migrations/0003-access-tokens.ts';

/** A static list: a bundler can't follow a folder scan, and nothing can slip in. */
export const migrations: readonly Migration[] = [kernel, customers, accessTokens];

export const schemaVersionOf = (database: Database.Database): number =>
  database.pragma('user_version', { simple: true }) as number;

/** Each migration is a transaction of its own together with its number, so a kill between two leaves a whole schema. */
export function migrate(database: Database.Database, upTo = migrations.length): void {
  for (let number = schemaVersionOf(database); number < upTo; number++) {
    database.transaction(() => {
      migrations[number]?.up(database);
      database.pragma(`user_version = ${number + 1}`);
      database.pragma(`application_id = ${applicationId}`);
    })();
  }
}
