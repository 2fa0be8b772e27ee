import type { DatabaseSync } from 'node:sqlite';

/** One entry for each version of the schema, never changed after it was released; new ones go to the end. */
const MIGRATIONS: readonly string[] = [
  `
  create table counters (name text primary key, value integer not null) strict;
  insert into counters values ('ticket', 1000);

  create table enrollment_tokens (
    id text primary key, secret_hash text not null unique, label text not null, uses_left integer not null,
    expires_at text not null, created_at text not null, revoked integer not null
  ) strict;

  create table devices (
    id text primary key, public_key text not null unique, enrolled_with text not null references enrollment_tokens,
    name text not null, platform text not null, os_name text not null, agent_version text not null,
    key_protection text not null, status text not null, enrolled_at text not null, last_seen_at text
  ) strict;

  create table people (
    id text primary key, name text not null, email text, email_key text unique, title text not null,
    role text not null, password_hash text, device_id text references devices, created_at text not null
  ) strict;
  create unique index people_by_device on people (device_id, name) where device_id is not null;

  create table sessions (
    id text primary key, person_id text not null references people, created_at text not null,
    last_seen_at text not null, expires_at text not null
  ) strict;

  create table tickets (
    id text primary key, number integer not null unique, subject text not null, description text not null,
    can_work text not null, affected text not null, status text not null, impact integer not null,
    urgency integer not null, priority integer not null, requester_id text not null references people,
    device_id text not null references devices, assignee_id text references people, created_at text not null,
    updated_at text not null, requester_updated_at text not null, version integer not null,
    content_hash text not null
  ) strict;
  create index tickets_by_urgency on tickets (priority, created_at, id);
  create index tickets_by_status on tickets (status, priority, created_at, id);
  create index tickets_by_assignee on tickets (assignee_id, status);
  create index tickets_by_device on tickets (device_id, created_at);

  create table comments (
    seq integer primary key, id text not null unique, ticket_id text not null references tickets,
    author_kind text not null, author_id text, author_name text not null, visibility text not null,
    text text not null, created_at text not null
  ) strict;
  create index comments_by_ticket on comments (ticket_id, seq);

  create table ticket_events (
    seq integer primary key, id text not null, ticket_id text not null references tickets, at text not null,
    actor_kind text not null, actor_id text, actor_name text not null, field text not null, was text, became text,
    unique (ticket_id, id)
  ) strict;
  create index ticket_events_by_ticket on ticket_events (ticket_id, seq);

  create table reports (
    ticket_id text primary key references tickets, collected_at text not null, bytes integer not null,
    sha256 text not null, removed text not null, failed text not null, json text not null
  ) strict;

  create table attachments (
    id text primary key, ticket_id text not null references tickets, kind text not null, name text not null,
    media_type text not null, size integer not null, sha256 text not null, created_at text not null
  ) strict;
  create index attachments_by_ticket on attachments (ticket_id, created_at);

  create table assists (
    id text primary key, ticket_id text not null references tickets, device_id text not null references devices,
    state text not null, grants text not null, requested_by text not null references people,
    requested_at text not null, answer_by text not null, started_at text, ended_at text, end_reason text
  ) strict;
  create unique index assists_open on assists (device_id) where state <> 'ended';
  create index assists_by_ticket on assists (ticket_id);

  create table participants (
    id text primary key, assist_id text not null references assists, technician_id text not null references people,
    name text not null, title text not null, role text not null, joined_at text not null, left_at text
  ) strict;
  create index participants_by_assist on participants (assist_id, joined_at);

  create table audit (
    seq integer primary key, at text not null, actor_kind text not null, actor_id text, actor_name text not null,
    action text not null, subject text, details text not null, hash text not null
  ) strict;
  create trigger audit_unchanged before update on audit begin select raise(abort, 'audit is append-only'); end;
  create trigger audit_kept before delete on audit begin select raise(abort, 'audit is append-only'); end;
  `,
  // On the ticket, not beside the report: the queue reads it for each row and must not walk through reports.
  `
  alter table tickets add column findings_critical integer;
  alter table tickets add column findings_warning integer;
  `,
  // `enrolled_with` keeps naming the token whose word counts; `came_by` tells whether the device itself brought it.
  `
  alter table enrollment_tokens add column site text;
  alter table enrollment_tokens add column tags text not null default '[]';
  alter table enrollment_tokens add column approve text not null default 'all';
  alter table enrollment_tokens add column networks text not null default '[]';
  alter table enrollment_tokens add column others_on_computer integer not null default 0;

  alter table devices add column came_by text not null default 'token';
  alter table devices add column source text not null default '';
  alter table devices add column site text not null default '';
  alter table devices add column tags text not null default '[]';
  alter table devices add column os_user text not null default '';
  alter table devices add column machine_tag text;
  alter table devices add column machine text;
  alter table devices add column copy_of text references devices;
  alter table devices add column inventory text;
  create index devices_as_listed on devices (status <> 'pending', name collate nocase, id);
  create index devices_by_machine on devices (machine_tag) where machine_tag is not null;

  create table policy (
    one integer primary key check (one = 1), revision integer not null, settings text not null,
    changed_at text not null, changed_by text not null
  ) strict;
  `,
  // A withdrawn release stays on record, so that its version cannot come back with other content.
  `
  create table releases (
    channel text not null, version text not null, folder text not null unique, signed text not null,
    files text not null, published_at text not null, withdrawn_at text, ring text not null,
    paused integer not null, minimum_version text, primary key (channel, version)
  ) strict;
  `,
];

/**
 * Brings the schema up to date, one transaction a version; a desk older than its database does not start.
 * @param known only as far as a desk of that age would
 */
export function migrate(database: DatabaseSync, known = MIGRATIONS.length): void {
  for (;;) {
    database.exec('begin immediate');
    try {
      const version = Number(database.prepare('pragma user_version').get()?.['user_version']);
      if (version > known) {
        throw new Error(`the database is at version ${version}, this desk knows ${known}`);
      }
      const next = MIGRATIONS.slice(0, known)[version];
      if (next !== undefined) {
        database.exec(next);
        database.exec(`pragma user_version = ${version + 1}`);
      }
      database.exec('commit');
      if (next === undefined) return;
    } catch (error) {
      database.exec('rollback');
      throw error;
    }
  }
}
