import type Database from 'better-sqlite3';

export interface Migration {
  /** Four digits and a name, the file's name: the order in which they are applied, for ever. */
  readonly name: string;
  up(database: Database.Database): void;
}
