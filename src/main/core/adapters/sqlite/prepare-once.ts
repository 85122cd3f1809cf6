import type Database from 'better-sqlite3';

/** Distinct statements of the program are few; filters with many combinations or long lists of values push old ones out. */
const kept = 500;
/** A statement with thousands of values is not asked again with the same number of them. */
const longestKept = 4000;

/**
 * Kysely prepares a statement each time it runs; half of a point read was that. Statements run to their end at once
 * here, so one prepared statement can serve every caller of its text.
 */
export function preparingOnce(database: Database.Database) {
  const statements = new Map<string, Database.Statement>();
  return {
    prepare(sql: string): Database.Statement {
      if (sql.length > longestKept) return database.prepare(sql);
      let statement = statements.get(sql);
      if (statement !== undefined) statements.delete(sql);
      else {
        statement = database.prepare(sql);
        const oldest = statements.size >= kept ? statements.keys().next().value : undefined;
        if (oldest !== undefined) statements.delete(oldest);
      }
      statements.set(sql, statement);
      return statement;
    },
    close: () => {
      database.close();
    },
  };
}
