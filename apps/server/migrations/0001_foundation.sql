-- Roles, the organization and its isolation.
-- sims_app is the only role the running server logs in as; it owns nothing, so row-level security holds for it.
-- Each no-login role below owns the few functions that must read across organizations; its policies name exactly
-- the tables it may see.
do $$
declare r text;
begin
  foreach r in array array['sims_identity', 'sims_search', 'sims_worker'] loop
    if not exists (select from pg_roles where rolname = r) then
      execute format('create role %I nologin', r);
    end if;
    execute format('grant %I to current_user', r);
    execute format('grant usage on schema sims to %I', r);
  end loop;
end $$;

grant usage on schema sims to sims_app;

-- The organization of the running transaction; raises when nobody has set it. After a transaction the setting reads
-- '' and not NULL, hence nullif.
create function sims_org() returns uuid language plpgsql stable parallel safe as $$
declare v text := nullif(current_setting('sims.organization', true), '');
begin
  if v is null then
    raise exception 'organization context is not set' using errcode = '42501';
  end if;
  return v::uuid;
end $$;

-- Isolates a table: row-level security on the organization, for everybody, the owner included.
create function isolate(t regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy organization on %s to sims_app using (organization_id = (select sims_org())) '
    || 'with check (organization_id = (select sims_org()))', t);
end $$;

create table organization (
  organization_id uuid primary key,
  name text not null,
  time_zone text not null default 'Asia/Shanghai',
  is_demo boolean not null default false,
  created_at timestamptz not null
);
select isolate('organization');
grant select, insert, update on organization to sims_app;

-- Restart-safe facts of the installation itself, without personal data: no organization.
create table installation (
  only_row boolean primary key default true check (only_row),
  initialized_at timestamptz
);
insert into installation default values;
grant select, update on installation to sims_app;
