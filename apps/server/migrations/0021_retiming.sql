-- Calendars that changed, until the work that follows is planned.
create table calendar_change (
  organization_id uuid not null references organization,
  year smallint not null,
  changed_at timestamptz not null,
  primary key (organization_id, year)
);
-- What is planned: records whose clocks are computed anew, a part in one transaction that also takes the part away.
create table retiming (
  organization_id uuid not null references organization,
  id bigint generated always as identity,
  years smallint[] not null,
  record_kind text not null,
  record_ids uuid[] not null,
  not_before timestamptz not null,
  primary key (organization_id, id)
);
select isolate('calendar_change'), isolate('retiming');
grant select, insert, update, delete on calendar_change, retiming to sims_app;

-- Where a worker finds something to do, across organizations.
grant select on calendar_change, retiming to sims_worker;
create policy worker_reads on calendar_change for select to sims_worker using (true);
create policy worker_reads on retiming for select to sims_worker using (true);
create function retiming_organizations(p_changed_before timestamptz, p_now timestamptz) returns setof uuid
language sql stable security definer set search_path = sims, pg_temp as $$
  select c.organization_id from calendar_change c where c.changed_at <= p_changed_before
  union
  select r.organization_id from retiming r where r.not_before <= p_now
$$;
grant create on schema sims to sims_worker;
alter function retiming_organizations(timestamptz, timestamptz) owner to sims_worker;
revoke create on schema sims from sims_worker;
revoke all on function retiming_organizations(timestamptz, timestamptz) from public;
grant execute on function retiming_organizations(timestamptz, timestamptz) to sims_app;
