-- The life of a residency: claimed → verified → ended, or refused. `until` is its last day as agreed, inclusive: access
-- closes at the end of that day by itself, and the residency is closed a little later.
alter table residency
  add column until date,
  -- claimed by the person alone, without an invitation: gives no access before it is verified
  add column self_claimed boolean not null default false,
  -- how it was verified: against the roll, by an owner of the premises, or by the service centre in the owner's stead
  add column verified_how text check (verified_how in ('roll', 'owner', 'desk')),
  -- the owner who answered; verified_by is the member of staff
  add column answered_by uuid,
  add column outcome text check (outcome in ('refused', 'expired', 'ended', 'movedOut', 'sold', 'carriedOver')),
  add column note text,
  add column ended_at timestamptz,
  add constraint residency_outcome check (outcome is null or ended_on is not null);
create index residency_until on residency (organization_id, until) where ended_on is null and until is not null;

-- The owners' roll (房屋花名册) of premises, as the service centre has it on paper: a claim is held against it by people.
create table roll_entry (
  organization_id uuid not null references organization,
  id uuid not null,
  premises_id uuid not null,
  wrapped_key bytea not null,
  name_sealed bytea not null,
  phone_sealed bytea,
  created_by uuid not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, premises_id) references place (organization_id, id)
);
create index on roll_entry (organization_id, premises_id) where removed_at is null;
select isolate('roll_entry');
grant select, insert, update on roll_entry to sims_app;

-- An owner's invitation ends the lessee's residency with the lease.
alter table invitation
  add column invited_by uuid,
  add column until date;
