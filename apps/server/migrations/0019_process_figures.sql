-- What a process page adds up: how long a record stood in a state, written when it left, and where a clock was missed.
-- Both are taken from the timeline by the relay, once per entry; the base tables are never scanned for them.
create table state_visit (
  organization_id uuid not null,
  record_id uuid not null,
  -- the entry by which it left
  seq integer not null,
  process text not null,
  community_id uuid not null,
  state text not null,
  entered_at timestamptz not null,
  left_at timestamptz not null,
  primary key (organization_id, record_id, seq)
);
create index state_visit_left on state_visit (organization_id, process, left_at);

create table clock_breach (
  organization_id uuid not null,
  record_id uuid not null,
  seq integer not null,
  process text not null,
  community_id uuid not null,
  state text not null,
  clock text not null,
  breached_at timestamptz not null,
  primary key (organization_id, record_id, seq)
);
create index clock_breach_at on clock_breach (organization_id, process, breached_at);

select isolate('state_visit'), isolate('clock_breach');
grant select, insert on state_visit, clock_breach to sims_app;
