-- Backups are of the installation as a whole, so none of these belongs to an organization, and none holds personal data.

-- When copies are made, how many stay, how often the log is carried; and how far the log has come.
create table backup_setting (
  only_row boolean primary key default true check (only_row),
  at_minute smallint not null default 150 check (at_minute between 0 and 1439),
  time_zone text not null default 'Asia/Shanghai',
  keep_daily smallint not null default 7 check (keep_daily between 1 and 60),
  keep_weekly smallint not null default 4 check (keep_weekly between 0 and 52),
  keep_monthly smallint not null default 6 check (keep_monthly between 0 and 60),
  -- ISO: 1 Monday
  drill_weekday smallint not null default 7 check (drill_weekday between 1 and 7),
  log_minutes smallint not null default 5 check (log_minutes between 1 and 60),
  -- what was due before is not made up for
  since timestamptz not null default now(),
  log_until timestamptz,
  log_error jsonb,
  -- what lies in the stores: [{id, at, size, files, offsite}], newest first
  inventory jsonb not null default '[]'
);
insert into backup_setting default values;
grant select, update on backup_setting to sims_app;

create table backup_run (
  id uuid primary key,
  kind text not null check (kind in ('backup', 'drill')),
  cause text not null check (cause in ('schedule', 'person', 'command')),
  -- of a run by schedule: exactly one process makes it
  due_at timestamptz,
  asked_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  outcome text check (outcome in ('success', 'failed')),
  backup_id text,
  -- figures of a success; code and params of what went wrong
  facts jsonb,
  error jsonb,
  told_at timestamptz,
  unique (kind, due_at),
  check ((outcome is null) = (ended_at is null))
);
create index on backup_run (asked_at desc);
grant select, insert, update on backup_run to sims_app;
