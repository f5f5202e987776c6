-- Figures of clocks: one fact per request, recomputed from request and timeline whenever it changes, and counts by what
-- people ask for. A count has one row per cell and exact working days, so that medians are those of a full scan.
create table request_fact (
  organization_id uuid not null,
  request_id uuid not null,
  -- first day of the month in which it was reported, in the organization's time zone
  month date not null,
  kind text not null,
  category text not null,
  channel text not null,
  community_id uuid not null,
  -- null: it lies in no building
  building_id uuid,
  -- working days from the report to the answer; -1: without an answer, -2: a year of the calendar is missing
  days smallint not null check (days >= -2),
  within_24h boolean not null,
  primary key (organization_id, request_id)
);

-- Without buildings it stays small whatever the number of requests; only questions about buildings read the other.
create table request_count (
  organization_id uuid not null,
  month date not null,
  kind text not null,
  category text not null,
  channel text not null,
  community_id uuid not null,
  days smallint not null,
  within_24h boolean not null,
  n integer not null check (n >= 0),
  primary key (organization_id, month, kind, category, channel, community_id, days, within_24h)
);

create table request_building_count (
  organization_id uuid not null,
  community_id uuid not null,
  building_id uuid,
  month date not null,
  kind text not null,
  category text not null,
  channel text not null,
  days smallint not null,
  within_24h boolean not null,
  n integer not null check (n >= 0),
  unique nulls not distinct
    (organization_id, community_id, month, kind, category, channel, days, within_24h, building_id)
);
create index on request_building_count (organization_id, building_id);

select isolate('request_fact'), isolate('request_count'), isolate('request_building_count');
grant select, insert, update, delete on request_fact, request_count, request_building_count to sims_app;

-- What is there already is counted by the relay, a slice of requests at a time.
insert into outbox (organization_id, event, payload, created_at, handler)
select o.organization_id, 'statistics.rebuild', jsonb_build_object('events', jsonb_build_array(jsonb_build_object(
    'name', 'statistics.rebuild', 'recordKind', 'organization', 'recordId', o.organization_id, 'version', 1, 'seq', 0))),
  now(), 'statistics'
from organization o;
