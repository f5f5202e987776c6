-- Permits for dangerous work: applied for by whoever does the work, issued by somebody else for a time, closed after the
-- site was checked. Whether one is in force, or over, follows from its times.
create sequence permit_number start 100001;
grant usage on sequence permit_number to sims_app;

create table work_permit (
  organization_id uuid not null references organization,
  id uuid not null,
  number bigint not null default nextval('permit_number'),
  order_id uuid not null,
  community_id uuid not null,
  kind text not null check (kind in ('hotWork', 'height', 'confinedSpace', 'liveElectrical')),
  state text not null check (state in ('asked', 'issued', 'refused', 'closed')),
  work text not null,
  -- keys of the ticked items of the form by which it was applied for
  measures text[] not null,
  guardian_id uuid not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null check (valid_to > valid_from),
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision text,
  closed_by uuid,
  closed_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, order_id) references work_order (organization_id, id),
  foreign key (organization_id, community_id) references community (organization_id, id),
  foreign key (organization_id, guardian_id) references staff (organization_id, id),
  foreign key (organization_id, asked_by) references staff (organization_id, id),
  foreign key (organization_id, decided_by) references staff (organization_id, id),
  foreign key (organization_id, closed_by) references staff (organization_id, id),
  -- four eyes
  check (decided_by <> asked_by),
  check (guardian_id <> asked_by),
  check ((state = 'asked') = (decided_at is null)),
  check ((state = 'closed') = (closed_at is not null))
);
create unique index on work_permit (organization_id, number);
create index work_permit_order on work_permit (organization_id, order_id, asked_at);
create index work_permit_open on work_permit (organization_id, asked_at desc, id desc) where state in ('asked', 'issued');
create index work_permit_newest on work_permit (organization_id, asked_at desc, id desc);
select isolate('work_permit');
grant select, insert, update on work_permit to sims_app;

-- kinds of permits that somebody has declared this order to need, beside those of its category
alter table work_order add column permit_kinds text[];
