import type { Migration } from '../migration.ts';

export const migration: Migration = {
  name: '0001-kernel',
  up(database) {
    database.exec(`
      create table meta (key text primary key, value text not null) strict, without rowid;

      create table activity (
        sequence integer primary key autoincrement,
        "atMs" integer not null,
        "actorKind" text not null check ("actorKind" in ('os-user', 'token', 'scheduler')),
        "actorName" text not null,
        command text not null,
        summary text not null,
        changes text not null check (json_valid(changes))
      ) strict;
      create index activity_by_actor on activity ("actorName", sequence);
      create trigger activity_is_append_only_update before update on activity begin select raise(abort, 'activity is append-only'); end;
      create trigger activity_is_append_only_delete before delete on activity begin select raise(abort, 'activity is append-only'); end;

      create table "activitySubject" (
        kind text not null,
        id text not null,
        sequence integer not null references activity (sequence),
        primary key (id, kind, sequence)
      ) strict, without rowid;
      create index activity_subject_by_sequence on "activitySubject" (sequence);

      create table decision (
        id text primary key,
        "atMs" integer not null,
        kind text not null,
        outcome text not null check (outcome in ('granted', 'granted-in-part', 'refused', 'chosen', 'noted')),
        summary text not null,
        reasons text not null check (json_valid(reasons)),
        inputs text not null check (json_valid(inputs)),
        "actorKind" text not null,
        "actorName" text not null
      ) strict;
      create index decision_by_outcome on decision (outcome, id);

      create table "decisionSubject" (
        kind text not null,
        id text not null,
        "decisionId" text not null references decision (id),
        primary key (id, kind, "decisionId")
      ) strict, without rowid;
      create index decision_subject_by_decision on "decisionSubject" ("decisionId");

      create table operation (
        sequence integer primary key autoincrement,
        id text not null unique,
        kind text not null,
        lane text not null,
        "subjectKind" text not null,
        "subjectId" text not null,
        summary text not null,
        payload text not null check (json_valid(payload)),
        state text not null check (state in ('queued', 'running', 'done', 'failed')),
        attempts integer not null check (attempts >= 0),
        "maximumAttempts" integer not null check ("maximumAttempts" > 0),
        "nextAttemptAtMs" integer,
        reason text,
        "actorKind" text not null,
        "actorName" text not null,
        "createdAtMs" integer not null,
        "updatedAtMs" integer not null
      ) strict;
      create index operation_pending on operation (lane, sequence) where state not in ('done', 'failed');
      create index operation_by_state on operation (state, id);
      create index operation_by_subject on operation ("subjectId", "subjectKind", id);

      create table notification (
        id text primary key,
        "atMs" integer not null,
        severity text not null check (severity in ('info', 'caution', 'critical')),
        title text not null,
        body text not null,
        route text,
        "readAtMs" integer,
        "snoozedUntilMs" integer
      ) strict;
      create index notification_unread on notification (id) where "readAtMs" is null;
    `);
  },
};
