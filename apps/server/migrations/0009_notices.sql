-- What happens after a command commits: the relay's way through the outbox, what it could not do, recurring work.

-- A row that failed comes back for one handler alone, later, so that it holds up neither the others nor other rows.
alter table outbox
  add column handler text,
  add column attempts smallint not null default 0,
  add column not_before timestamptz;

-- Events that a handler failed at again and again: set aside for people to see, never lost.
create table outbox_failed (
  organization_id uuid not null,
  id bigint generated always as identity,
  handler text not null,
  payload jsonb not null,
  attempts smallint not null,
  error text not null,
  created_at timestamptz not null,
  failed_at timestamptz not null,
  primary key (organization_id, id)
);
select isolate('outbox_failed');
grant select, insert, delete on outbox_failed to sims_app;
grant select on outbox_failed to sims_worker;
create policy worker_reads on outbox_failed for select to sims_worker using (true);

-- The relay handles one organization at a time, in that organization's own context.
drop function take_outbox(integer);

-- The organization with the oldest row that is ready and that no other relay holds.
create function outbox_organization(p_now timestamptz) returns uuid
language sql volatile security definer set search_path = sims, pg_temp as $$
  select o.organization_id from outbox o
  where o.not_before is null or o.not_before <= p_now
  order by o.id limit 1 for update skip locked
$$;

-- Takes up to p_limit ready rows of the running transaction's organization; they are gone when it commits.
create function take_outbox(p_now timestamptz, p_limit integer)
returns table (id bigint, payload jsonb, handler text, attempts smallint, created_at timestamptz)
language sql volatile security definer set search_path = sims, pg_temp as $$
  with taken as (
    select o.id from outbox o
    where o.organization_id = (select sims_org()) and (o.not_before is null or o.not_before <= p_now)
    order by o.id limit p_limit for update skip locked
  )
  delete from outbox o using taken where o.id = taken.id
  returning o.id, o.payload, o.handler, o.attempts, o.created_at
$$;

-- Organizations with clocks to fire, the longest waiting first.
drop function due_clock_organization(timestamptz);
create function due_clock_organizations(p_now timestamptz) returns setof uuid
language sql stable security definer set search_path = sims, pg_temp as $$
  select c.organization_id from record_clock c
  where c.next_fire_at <= p_now group by 1 order by min(c.next_fire_at)
$$;

-- All organizations, for recurring work.
create function worker_organizations() returns setof uuid
language sql stable security definer set search_path = sims, pg_temp as $$
  select organization_id from organization order by created_at
$$;

grant create on schema sims to sims_worker;
alter function outbox_organization(timestamptz) owner to sims_worker;
alter function take_outbox(timestamptz, integer) owner to sims_worker;
alter function due_clock_organizations(timestamptz) owner to sims_worker;
alter function worker_organizations() owner to sims_worker;
revoke create on schema sims from sims_worker;
revoke all on function outbox_organization(timestamptz), take_outbox(timestamptz, integer),
  due_clock_organizations(timestamptz), worker_organizations() from public;
grant execute on function outbox_organization(timestamptz), take_outbox(timestamptz, integer),
  due_clock_organizations(timestamptz), worker_organizations() to sims_app;

-- Makes the partitions of audit_event for the month of p_from and the months after it; what the default partition
-- already holds of a month moves over. Runs with the owner's right, because it makes tables; answers how many it made.
create function ensure_audit_partitions(p_from timestamptz, p_months integer) returns integer
language plpgsql volatile security definer set search_path = sims, pg_temp set timezone = 'UTC' as $$
declare
  v_from timestamptz := date_trunc('month', p_from);
  v_to timestamptz;
  v_name text;
  v_made integer := 0;
begin
  if p_months not between 1 and 12 then raise exception 'months must be 1 to 12'; end if;
  perform pg_advisory_xact_lock(7362142);
  for i in 1..p_months loop
    v_to := v_from + interval '1 month';
    v_name := 'audit_event_' || to_char(v_from, 'YYYY_MM');
    if to_regclass('sims.' || v_name) is null then
      execute format('create table %I (like audit_event including defaults including constraints)', v_name);
      execute format('with moved as (delete from audit_event_default where at >= %L and at < %L returning *) '
        || 'insert into %I select * from moved', v_from, v_to, v_name);
      execute format('alter table audit_event attach partition %I for values from (%L) to (%L)', v_name, v_from, v_to);
      v_made := v_made + 1;
    end if;
    v_from := v_to;
  end loop;
  return v_made;
end $$;
revoke all on function ensure_audit_partitions(timestamptz, integer) from public;
grant execute on function ensure_audit_partitions(timestamptz, integer) to sims_app;
select ensure_audit_partitions(now(), 3);
