import type { Migration } from '../migration.ts';

export const migration: Migration = {
  name: '0003-access-tokens',
  up(database) {
    database.exec(`
      create table "accessToken" (
        id text primary key,
        name text not null,
        -- SHA-256 of the secret, which is 256 random bits: a slow hash would add nothing.
        "secretHash" text not null unique,
        "createdAtMs" integer not null,
        "lastUsedAtMs" integer,
        "revokedAtMs" integer
      ) strict;
      create unique index access_token_name on "accessToken" (name) where "revokedAtMs" is null;
    `);
  },
};
