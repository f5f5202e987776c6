-- Addresses of other systems that are told of events. The secret is sealed with a data key of the row, as is the one
-- before it for a while after a rotation.
create table hook (
  organization_id uuid not null references organization,
  id uuid not null,
  name text not null,
  url text not null,
  events text[] not null check (cardinality(events) > 0),
  -- null: the whole company
  communities uuid[] check (cardinality(communities) > 0),
  active boolean not null default true,
  wrapped_key bytea not null,
  secret_sealed bytea not null,
  previous_sealed bytea,
  previous_until timestamptz,
  failing_since timestamptz,
  paused_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (organization_id, id)
);
select isolate('hook');
grant select, insert, update, delete on hook to sims_app;

-- One event for one hook. The body is kept byte for byte: every attempt sends the same.
create table hook_delivery (
  organization_id uuid not null,
  id uuid not null,
  hook_id uuid not null,
  event text not null,
  -- null: a test
  record_id uuid,
  seq integer,
  body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  attempts integer not null default 0,
  -- when it is to be tried (again); null when it is not
  next_at timestamptz,
  created_at timestamptz not null,
  delivered_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, hook_id) references hook (organization_id, id) on delete cascade
);
create index hook_delivery_log on hook_delivery (organization_id, hook_id, created_at, id);
create index hook_delivery_due on hook_delivery (organization_id, next_at) where next_at is not null;
create index hook_delivery_due_anywhere on hook_delivery (next_at) where next_at is not null;
-- an event that comes twice from the outbox is one delivery
create unique index hook_delivery_event on hook_delivery (organization_id, hook_id, record_id, seq);
select isolate('hook_delivery');
grant select, insert, update, delete on hook_delivery to sims_app;

-- Written when an attempt begins, so that one whose end nobody knows is seen too.
create table hook_attempt (
  organization_id uuid not null,
  delivery_id uuid not null,
  number integer not null,
  at timestamptz not null,
  status integer,
  reason text,
  milliseconds integer,
  answer text not null default '',
  primary key (organization_id, delivery_id, number),
  foreign key (organization_id, delivery_id) references hook_delivery (organization_id, id) on delete cascade
);
select isolate('hook_attempt');
grant select, insert, update, delete on hook_attempt to sims_app;

-- The organizations with something to send, those that have waited longest first.
create function hook_organizations(p_now timestamptz) returns setof uuid
language sql stable security definer set search_path = sims, pg_temp as $$
  select d.organization_id from hook_delivery d
  where d.next_at <= p_now group by 1 order by min(d.next_at)
$$;
grant select on hook_delivery to sims_worker;
create policy worker_reads on hook_delivery for select to sims_worker using (true);
grant create on schema sims to sims_worker;
alter function hook_organizations(timestamptz) owner to sims_worker;
revoke create on schema sims from sims_worker;
revoke all on function hook_organizations(timestamptz) from public;
grant execute on function hook_organizations(timestamptz) to sims_app;
