import type { Migration } from '../migration.ts';

export const migration: Migration = {
  name: '0002-customers',
  up(database) {
    database.exec(`
      create table customer (
        id text primary key,
        name text not null check (length(name) between 1 and 120),
        -- Compared and sorted without case; also what keeps two active customers from having one name.
        "nameKey" text not null,
        reference text not null,
        state text not null check (state in ('active', 'archived', 'merged')),
        "mergedIntoId" text references customer (id),
        notes text not null,
        "legalName" text not null,
        street text not null,
        "postalCode" text not null,
        city text not null,
        "countryCode" text not null,
        "taxId" text not null,
        currency text not null check (length(currency) = 3),
        "timeZone" text not null,
        "invoiceEmail" text not null,
        "paymentTermsDays" integer not null check ("paymentTermsDays" between 0 and 180),
        revision integer not null check (revision > 0),
        "createdAtMs" integer not null,
        "updatedAtMs" integer not null,
        check ((state = 'merged') = ("mergedIntoId" is not null))
      ) strict;
      create unique index customer_name on customer ("nameKey") where state = 'active';
      create unique index customer_reference on customer (reference) where reference <> '' and state <> 'merged';
      create index customer_by_name on customer (state, "nameKey", id);
      -- Narrow, because every window of the list also asks how many there are.
      create index customer_by_state on customer (state);
      create index customer_by_updated on customer (state, "updatedAtMs", id);
      create index customer_by_created on customer (state, "createdAtMs", id);
      create index customer_by_reference on customer (state, reference, id);
      create index customer_by_tax_id on customer ("taxId") where "taxId" <> '';

      create table member (
        id text primary key,
        "customerId" text not null references customer (id),
        name text not null,
        email text not null,
        "emailKey" text not null,
        role text not null check (role in ('owner', 'administrator', 'operator', 'viewer')),
        "createdAtMs" integer not null
      ) strict;
      create unique index member_email on member ("customerId", "emailKey");

      create table "sshKey" (
        id text primary key,
        "customerId" text not null references customer (id),
        "memberId" text references member (id),
        name text not null,
        algorithm text not null,
        bits integer not null,
        fingerprint text not null,
        "publicKey" text not null,
        "createdAtMs" integer not null
      ) strict;
      create unique index ssh_key_fingerprint on "sshKey" ("customerId", fingerprint);
      create index ssh_key_by_member on "sshKey" ("memberId");

      create table contact (
        id text primary key,
        "customerId" text not null references customer (id),
        name text not null,
        role text not null,
        email text not null,
        phone text not null
      ) strict;
      create index contact_by_customer on contact ("customerId");

      create table policy (
        id text primary key,
        "customerId" text not null references customer (id),
        name text not null,
        effect text not null check (effect in ('allow', 'deny')),
        principals text not null check (json_valid(principals)),
        actions text not null check (json_valid(actions)),
        resources text not null check (json_valid(resources)),
        "createdAtMs" integer not null
      ) strict;
      create index policy_by_customer on policy ("customerId");

      create table tag (
        "subjectKind" text not null,
        "subjectId" text not null,
        key text not null,
        value text not null,
        primary key ("subjectId", "subjectKind", key)
      ) strict, without rowid;
      create index tag_by_key on tag (key, value, "subjectKind");
    `);
  },
};
