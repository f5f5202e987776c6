-- Who is on duty when. Local day and times as people wrote them; starts_at and ends_at are the same as moments, at most
-- a day apart, by which everybody who asks "who is on duty now" finds them.
create table duty_shift (
  organization_id uuid not null references organization,
  id uuid not null,
  -- null: for the whole company
  community_id uuid,
  day date not null,
  from_time text not null,
  to_time text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  post text not null check (post in ('serviceDesk', 'engineering', 'manager')),
  call_order smallint not null check (call_order between 1 and 3),
  staff_id uuid not null,
  primary key (organization_id, id),
  foreign key (organization_id, community_id) references community (organization_id, id),
  foreign key (organization_id, staff_id) references staff (organization_id, id)
);
create index duty_shift_day on duty_shift (organization_id, day);
create index duty_shift_time on duty_shift (organization_id, starts_at);

select isolate('duty_shift');
grant select, insert, delete on duty_shift to sims_app;
