-- Who changed which shifts of a roster: what was taken out and what was put in, as it was written down.
create table duty_change (
  organization_id uuid not null references organization,
  id uuid not null,
  -- null: the roster of the whole company
  community_id uuid,
  -- the days between which the shifts lie
  first_day date not null,
  last_day date not null,
  changed_at timestamptz not null,
  changed_by uuid not null,
  -- lists of {date, from, to, post, order, staffId}
  removed jsonb not null,
  added jsonb not null,
  primary key (organization_id, id),
  foreign key (organization_id, community_id) references community (organization_id, id)
);
create index duty_change_at on duty_change (organization_id, changed_at);

select isolate('duty_change');
grant select, insert on duty_change to sims_app;
