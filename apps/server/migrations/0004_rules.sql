-- Versioned rules: process definitions, categories, matrices, forms and texts, all in one store. A record names the
-- versions that governed it, so a published version never changes.
create table regulation_version (
  organization_id uuid not null references organization,
  id uuid not null,
  kind text not null,
  key text not null,
  version integer not null,
  status text not null check (status in ('draft', 'review', 'published', 'retired')),
  effective_from timestamptz,
  content jsonb not null,
  created_by uuid,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, kind, key, version),
  check (status in ('draft', 'review') or effective_from is not null)
);
create index on regulation_version (organization_id, kind, effective_from);
select isolate('regulation_version');
grant select, insert on regulation_version to sims_app;
grant update (status, effective_from) on regulation_version to sims_app;

create function regulation_is_fixed() returns trigger language plpgsql as $$
begin
  if old.status in ('published', 'retired') and new.status not in ('published', 'retired') then
    raise exception 'a published regulation cannot go back to %', new.status;
  end if;
  return new;
end $$;
create trigger fixed before update on regulation_version for each row execute function regulation_is_fixed();

-- Calendars: only the days that differ from Monday-to-Friday are listed; a year counts as published when it is covered.
create table calendar_year (
  organization_id uuid not null references organization,
  year smallint not null,
  source text not null,
  primary key (organization_id, year)
);
create table calendar_day (
  organization_id uuid not null,
  day date not null,
  working boolean not null,
  name text not null,
  primary key (organization_id, day)
);
select isolate('calendar_year'), isolate('calendar_day');
grant select, insert, update, delete on calendar_year, calendar_day to sims_app;
