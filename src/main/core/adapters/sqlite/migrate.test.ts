import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate, migrations, schemaVersionOf } from './migrate.ts';

it('numbers every migration in order, without a hole', () => {
  expect(migrations.map((migration) => migration.name.slice(0, 4))).toEqual(
    migrations.map((_, index) => String(index + 1).padStart(4, '0')),
  );
});

it('makes STRICT tables only', () => {
  const database = new Database(':memory:');
  migrate(database);
  const loose = database
    .prepare(
      "select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite_%'",
    )
    .pluck()
    .all();
  expect(loose).toEqual([]);
});

it('reaches the same schema from every earlier version, and again changes nothing', () => {
  const schemaOf = (database: Database.Database) =>
    database.prepare('select type, name, sql from sqlite_schema order by name').all();
  const whole = new Database(':memory:');
  migrate(whole);
  for (let start = 0; start <= migrations.length; start++) {
    const database = new Database(':memory:');
    migrate(database, start);
    expect(schemaVersionOf(database)).toBe(start);
    migrate(database);
    migrate(database);
    expect(schemaOf(database)).toEqual(schemaOf(whole));
  }
});

it('leaves the version before when one fails half-way', () => {
  const database = new Database(':memory:');
  database.exec('create table customer (squatter text)');
  expect(() => migrate(database)).toThrow(/already exists/);
  expect(schemaVersionOf(database)).toBe(1);
});

it('keeps who did what append-only in the database itself', () => {
  const database = new Database(':memory:');
  migrate(database);
  database.exec(
    `insert into activity ("atMs", "actorKind", "actorName", command, summary, changes) values (1, 'token', 'x', 'c', 's', '[]')`,
  );
  expect(() => database.exec("update activity set summary = 'other'")).toThrow('append-only');
  expect(() => database.exec('delete from activity')).toThrow('append-only');
});
