-- Minimal registers: equipment on the tree of places, contractors with their workers, parts with their prices. A row is
-- a record with a version; nothing is removed: equipment is retired, a contractor ended, a part made inactive.
create table equipment (
  organization_id uuid not null references organization,
  id uuid not null,
  code text not null,
  name text not null,
  kind text not null check (kind in ('lift', 'fire', 'power', 'water', 'hvac', 'security', 'access', 'lighting', 'amenity', 'other')),
  community_id uuid not null,
  place_id uuid not null,
  maker text,
  model text,
  commissioned_on date,
  warranty_until date,
  responsible_id uuid,
  state text not null check (state in ('inUse', 'outOfUse', 'retired')),
  note text,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (organization_id, id),
  constraint equipment_code unique (organization_id, code),
  foreign key (organization_id, community_id) references community (organization_id, id),
  foreign key (organization_id, place_id) references place (organization_id, id),
  foreign key (organization_id, responsible_id) references staff (organization_id, id)
);
create index equipment_newest on equipment (organization_id, created_at desc, id desc);
create index equipment_place on equipment (organization_id, place_id);

create table contractor (
  organization_id uuid not null references organization,
  id uuid not null,
  name text not null,
  -- {name, phone} of whom to call there, sealed with the row's own key
  contact_sealed bytea,
  wrapped_key bytea,
  trades text[] not null,
  contract_until date,
  qualification text,
  qualification_until date,
  active boolean not null,
  note text,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (organization_id, id),
  constraint contractor_name unique (organization_id, name),
  check ((contact_sealed is null) = (wrapped_key is null))
);
create index contractor_newest on contractor (organization_id, created_at desc, id desc);

-- Whom an account of a contractor's worker works for: one firm at a time.
create table contractor_worker (
  organization_id uuid not null references organization,
  staff_id uuid not null,
  contractor_id uuid not null,
  primary key (organization_id, staff_id),
  foreign key (organization_id, staff_id) references staff (organization_id, id),
  -- a new firm comes with its workers, whose rows are written first
  foreign key (organization_id, contractor_id) references contractor (organization_id, id)
    deferrable initially deferred
);
create index contractor_worker_firm on contractor_worker (organization_id, contractor_id);

-- Prices in fen for one unit.
create table part (
  organization_id uuid not null references organization,
  id uuid not null,
  code text not null,
  name text not null,
  unit text not null,
  price integer not null check (price >= 0),
  active boolean not null,
  note text,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (organization_id, id),
  constraint part_code unique (organization_id, code)
);
create index part_newest on part (organization_id, created_at desc, id desc);

select isolate('equipment'), isolate('contractor'), isolate('contractor_worker'), isolate('part');
grant select, insert, update on equipment, contractor, part to sims_app;
grant select, insert, update, delete on contractor_worker to sims_app;
