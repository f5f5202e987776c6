-- How often a code was asked for, and the passwords that may not come back.
alter table one_time_code
  add column asked smallint not null default 1,
  add column asked_since timestamptz not null default '-infinity';

alter table account add column previous_passwords text[] not null default '{}';

-- Before anybody has signed in: the only organization of the installation, for what belongs to no account, and whether
-- everything here is a demo.
create function known_organizations(out sole uuid, out all_demo boolean)
language sql stable security definer set search_path = sims, pg_temp as $$
  select case when count(*) = 1 then (array_agg(organization_id))[1] end, coalesce(bool_and(is_demo), false)
  from organization
$$;
grant create on schema sims to sims_identity;
alter function known_organizations() owner to sims_identity;
revoke create on schema sims from sims_identity;
revoke all on function known_organizations() from public;
grant execute on function known_organizations() to sims_app;
