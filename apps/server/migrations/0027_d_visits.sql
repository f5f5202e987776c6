-- Work in somebody's home: the time that was agreed, how often it was changed, how often nobody was there, who has seen the
-- badge, and who came along. Each change stands in the order's timeline.
alter table work_order
  add column visit_from timestamptz,
  add column visit_to timestamptz check (visit_to > visit_from),
  add column visit_changes smallint not null default 0,
  add column nobody_home smallint not null default 0,
  add column badge_at timestamptz,
  add column badge_by text check (badge_by in ('customer', 'worker')),
  add column companion_id uuid,
  add foreign key (organization_id, companion_id) references staff (organization_id, id);

-- What whoever goes to some premises must know: minors who are alone, people who are frail. Then two go.
create table premises_care (
  organization_id uuid not null references organization,
  place_id uuid not null,
  kinds text[] not null check (kinds <@ '{minorsAlone,frail}' and kinds <> '{}'),
  note text,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (organization_id, place_id),
  foreign key (organization_id, place_id) references place (organization_id, id),
  foreign key (organization_id, changed_by) references staff (organization_id, id)
);
select isolate('premises_care');
grant select, insert, update, delete on premises_care to sims_app;
