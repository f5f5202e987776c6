-- What every command writes: the fact for people (timeline), the commitment (ledger_pending), who and from where
-- (audit_event), the work that follows (outbox), the answer to a repeated call (idempotency).
create table timeline (
  organization_id uuid not null,
  record_id uuid not null,
  -- dense per record: the record counts its entries
  seq integer not null,
  record_kind text not null,
  verb text not null,
  step text,
  from_state text,
  to_state text,
  phase text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  origin text not null,
  -- residents see an entry unless it is internal
  internal boolean not null default false,
  data jsonb not null,
  salt bytea not null check (length(salt) = 32),
  primary key (organization_id, record_id, seq)
);

create table ledger_pending (
  organization_id uuid not null,
  record_id uuid not null,
  seq integer not null,
  commitment bytea not null check (length(commitment) = 32),
  committed_at timestamptz not null,
  primary key (organization_id, record_id, seq)
);

create table audit_event (
  organization_id uuid not null,
  at timestamptz not null,
  id uuid not null,
  actor_kind text not null,
  actor_id uuid,
  session_id uuid,
  ip text,
  request_id text not null,
  action text not null,
  outcome text not null check (outcome in ('success', 'refused', 'failed')),
  object_kind text,
  object_ids uuid[] not null default '{}',
  detail jsonb not null default '{}',
  primary key (organization_id, at, id)
) partition by range (at);
create table audit_event_default partition of audit_event default;

create table idempotency (
  organization_id uuid not null,
  actor_id uuid not null,
  key text not null,
  body_hash bytea not null,
  record_ids uuid[] not null,
  created_at timestamptz not null,
  primary key (organization_id, actor_id, key)
);

-- Ids only, never personal data. The relay deletes what it has passed on; identity order is not commit order, so
-- nobody reads "everything after n".
create table outbox (
  id bigint generated always as identity primary key,
  organization_id uuid not null,
  event text not null,
  payload jsonb not null,
  created_at timestamptz not null
);

select isolate('timeline'), isolate('ledger_pending'), isolate('audit_event'), isolate('idempotency'), isolate('outbox');
grant select, insert on timeline, ledger_pending, audit_event, idempotency, outbox to sims_app;
grant delete on idempotency to sims_app;

create sequence request_number start 100001;
create sequence order_number start 100001;
grant usage on sequence request_number, order_number to sims_app;

create table service_request (
  organization_id uuid not null references organization,
  id uuid not null,
  number bigint not null default nextval('request_number'),
  kind text not null,
  category text not null,
  community_id uuid not null,
  place_id uuid not null,
  customer_id uuid not null,
  -- name and phone as at creation, sealed with the customer's key
  contact_sealed bytea not null,
  description text not null,
  channel text not null,
  urgency smallint,
  impact smallint,
  priority smallint not null,
  private_part boolean,
  in_warranty boolean,
  first_contact_owner_id uuid,
  definition_id uuid not null,
  category_version_id uuid not null,
  state text not null,
  phase text not null,
  version integer not null default 1,
  entries integer not null default 1,
  next_due_at timestamptz,
  rating_overall smallint,
  rating_speed smallint,
  rating_service smallint,
  rating_text text,
  hidden_from uuid[],
  occurred_at timestamptz not null,
  created_at timestamptz not null,
  settled_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, community_id) references community (organization_id, id),
  foreign key (organization_id, place_id) references place (organization_id, id),
  foreign key (organization_id, customer_id) references customer (organization_id, id),
  foreign key (organization_id, definition_id) references regulation_version (organization_id, id),
  foreign key (organization_id, category_version_id) references regulation_version (organization_id, id)
);
create unique index on service_request (organization_id, number);
create index service_request_newest on service_request (organization_id, created_at desc, id desc);
create index service_request_phase on service_request (organization_id, phase, created_at desc, id desc);
create index service_request_community on service_request (organization_id, community_id, created_at desc, id desc);
create index service_request_customer on service_request (organization_id, customer_id, created_at desc, id desc);
create index service_request_owner on service_request (organization_id, first_contact_owner_id, created_at desc, id desc)
  where settled_at is null;
create index service_request_due on service_request (organization_id, next_due_at, id) where next_due_at is not null;

create table work_order (
  organization_id uuid not null references organization,
  id uuid not null,
  number bigint not null default nextval('order_number'),
  request_id uuid,
  community_id uuid not null,
  place_id uuid not null,
  category text not null,
  skill text,
  team_id uuid,
  assignee_id uuid,
  priority smallint not null,
  note text,
  definition_id uuid not null,
  category_version_id uuid not null,
  state text not null,
  phase text not null,
  version integer not null default 1,
  entries integer not null default 1,
  next_due_at timestamptz,
  result jsonb,
  occurred_at timestamptz not null,
  created_at timestamptz not null,
  settled_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, request_id) references service_request (organization_id, id),
  foreign key (organization_id, place_id) references place (organization_id, id),
  foreign key (organization_id, community_id) references community (organization_id, id),
  foreign key (organization_id, assignee_id) references staff (organization_id, id),
  foreign key (organization_id, team_id) references team (organization_id, id),
  foreign key (organization_id, definition_id) references regulation_version (organization_id, id)
);
create unique index on work_order (organization_id, number);
create index work_order_request on work_order (organization_id, request_id);
create index work_order_assignee on work_order (organization_id, assignee_id, created_at desc, id desc)
  where settled_at is null;
create index work_order_pool on work_order (organization_id, community_id, created_at, id) where phase = 'new';
create index work_order_newest on work_order (organization_id, created_at desc, id desc);

create table record_clock (
  organization_id uuid not null,
  record_id uuid not null,
  name text not null,
  round smallint not null,
  record_kind text not null,
  -- the clock's own state as the pure functions of the kernel keep it; the columns beside it are what SQL asks for
  clock jsonb not null,
  state text not null,
  due_at timestamptz,
  next_fire_at timestamptz,
  primary key (organization_id, record_id, name, round)
);
create index record_clock_fire on record_clock (next_fire_at) where next_fire_at is not null;

select isolate('service_request'), isolate('work_order'), isolate('record_clock');
grant select, insert, update on service_request, work_order, record_clock to sims_app;

-- The relay and the due-clock worker look across organizations, and take what they found with SKIP LOCKED.
grant select, delete, update on outbox to sims_worker;
grant select, update on record_clock to sims_worker;
grant select on organization to sims_worker;
create policy worker on outbox to sims_worker using (true);
create policy worker on record_clock to sims_worker using (true);
create policy worker_reads on organization for select to sims_worker using (true);

-- Takes up to p_limit rows out of the outbox; they are gone when the caller's transaction commits.
create function take_outbox(p_limit integer)
returns table (id bigint, organization_id uuid, event text, payload jsonb, created_at timestamptz)
language sql volatile security definer set search_path = sims, pg_temp as $$
  with taken as (select o.id from outbox o order by o.id limit p_limit for update skip locked)
  delete from outbox o using taken where o.id = taken.id
  returning o.id, o.organization_id, o.event, o.payload, o.created_at
$$;

-- Locks up to p_limit clocks of one organization whose next firing is due; the organization is the one that has
-- waited longest.
create function due_clock_organization(p_now timestamptz) returns uuid
language sql stable security definer set search_path = sims, pg_temp as $$
  select c.organization_id from record_clock c
  where c.next_fire_at <= p_now order by c.next_fire_at limit 1
$$;

grant create on schema sims to sims_worker;
alter function take_outbox(integer) owner to sims_worker;
alter function due_clock_organization(timestamptz) owner to sims_worker;
revoke create on schema sims from sims_worker;
revoke all on function take_outbox(integer), due_clock_organization(timestamptz) from public;
grant execute on function take_outbox(integer), due_clock_organization(timestamptz) to sims_app;
